//! Pictures for demo products: a tile pattern drawn from the product's name. Nothing is downloaded.
use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

const SIDE: u32 = 640;
const PALETTES: [[[f32; 3]; 3]; 6] = [
    [[244.0, 232.0, 214.0], [201.0, 111.0, 62.0], [108.0, 52.0, 37.0]],
    [[232.0, 238.0, 232.0], [74.0, 124.0, 104.0], [27.0, 67.0, 58.0]],
    [[240.0, 234.0, 240.0], [134.0, 92.0, 142.0], [66.0, 41.0, 78.0]],
    [[248.0, 240.0, 216.0], [220.0, 164.0, 52.0], [120.0, 78.0, 22.0]],
    [[230.0, 238.0, 244.0], [58.0, 110.0, 165.0], [20.0, 50.0, 90.0]],
    [[246.0, 230.0, 226.0], [190.0, 72.0, 72.0], [96.0, 30.0, 38.0]],
];

/// A PNG of 640 by 640 pixels, always the same for the same name.
pub(crate) fn of(name: &str) -> anyhow::Result<Vec<u8>> {
    let seed = name.bytes().fold(2_166_136_261_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(16_777_619));
    let pick = usize::try_from(seed >> 8)?;
    let [ground, ink, deep] = PALETTES.get(pick % PALETTES.len()).copied().unwrap_or_default();
    let petals = f32::from(u8::try_from(4 + (seed >> 3) % 5)?);
    let turn = f32::from(u8::try_from(seed % 64)?) / 10.0;
    let picture = RgbImage::from_fn(SIDE, SIDE, |x, y| {
        let at = |v: u32| f32::from(u16::try_from(v).unwrap_or_default()) / 320.0 - 1.0;
        let (x, y) = (at(x), at(y));
        let (radius, angle) = (x.hypot(y), y.atan2(x) + turn);
        let flower = 0.46 + 0.14 * (petals * angle).cos();
        let light = 1.0 - 0.16 * (x * 0.6 + y * 0.8) - 0.10 * radius;
        let cover = |edge: f32| ((edge - radius) * 120.0).clamp(0.0, 1.0);
        let mut colour = ground;
        for (edge, next) in
            [(0.80, ink), (0.76, ground), (flower + 0.02, deep), (flower, ink), (0.16, ground), (0.10, deep)]
        {
            let part = cover(edge);
            for (c, n) in colour.iter_mut().zip(next) {
                *c += (n - *c) * part;
            }
        }
        Rgb(colour.map(byte_of(light)))
    });
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png)?;
    Ok(out.into_inner())
}

fn byte_of(light: f32) -> impl Fn(f32) -> u8 {
    move |value| {
        let scaled = (value * light).clamp(0.0, 255.0);
        #[expect(clippy::as_conversions, reason = "clamped to a byte just above")]
        let byte = scaled as u8;
        byte
    }
}
