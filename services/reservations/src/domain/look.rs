//! What a picture looks like, in 64 bits: the same screenshot sent twice is seen, also when it was made anew.

/// Width and height of the greys that [`of`] wants.
pub const SIZE: (u32, u32) = (9, 8);
/// Bits by which pictures that look alike may differ.
const NEAR: u32 = 4;

/// One bit for each grey of a row that is brighter than its neighbour. None: too even to say anything.
#[must_use]
pub fn of(greys: &[u8]) -> Option<u64> {
    let (width, height) = (usize::try_from(SIZE.0).ok()?, usize::try_from(SIZE.1).ok()?);
    if greys.len() != width * height {
        return None;
    }
    let mut bits = 0u64;
    for row in greys.chunks_exact(width) {
        for pair in row.windows(2) {
            let brighter = matches!(pair, [left, right] if left > right);
            bits = (bits << 1) | u64::from(brighter);
        }
    }
    (8..=56).contains(&bits.count_ones()).then_some(bits)
}

/// Whether two pictures look alike.
#[must_use]
pub fn alike(one: u64, other: u64) -> bool {
    (one ^ other).count_ones() <= NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_picture_a_little_changed_is_alike_and_another_is_not() {
        let greys: Vec<u8> = (0..72u32).map(|i| u8::try_from(i * i * 7 % 251).unwrap()).collect();
        let mut brighter: Vec<u8> = greys.iter().map(|g| g.saturating_add(2)).collect();
        brighter[0] = 0;
        let other: Vec<u8> = (0..72u32).map(|i| u8::try_from(i * 89 % 241).unwrap()).collect();
        let look = |greys: &[u8]| of(greys).unwrap();
        assert!(alike(look(&greys), look(&brighter)));
        assert!(!alike(look(&greys), look(&other)));
        assert_eq!(of(&[7; 72]), None, "an even picture says nothing");
        assert_eq!(of(&[7; 3]), None);
    }
}
