//! The words of customers in five languages, folded: what they ask for, and what only surrounds it.
mod around;

pub use around::{ASKS, FILLERS, NEGATIONS, PLACES, SIZE, SIZES};

/// Yes, also among polite words.
pub const YES: &[&str] = &[
    "OUI",
    "CONFIRME",
    "CONFIRMER",
    "CONFIRMO",
    "CONFIRMAR",
    "CONFIRM",
    "YES",
    "YEP",
    "YEAH",
    "SIM",
    "CLARO",
    "نعم",
    "تاكيد",
    "اكد",
    "اوكد",
    "موافق",
    "ايوه",
];
/// Yes when nothing else is said.
pub const YES_ALONE: &[&str] =
    &["OK", "OKAY", "OKI", "SI", "VALE", "DACCORD", "ACCORD", "👍", "✅", "👌", "DALE", "تمام"];
/// No.
pub const NO: &[&str] = &[
    "NON",
    "NO",
    "NAO",
    "NOPE",
    "ANNULER",
    "ANNULE",
    "ANNULATION",
    "CANCEL",
    "CANCELAR",
    "CANCELA",
    "CANCELO",
    "ANULAR",
    "ANULA",
    "RENONCER",
    "لا",
    "الغاء",
    "الغ",
    "👎",
    "❌",
];
/// No, in several words.
pub const NO_PHRASES: &[&str] = &[
    "JE NE VEUX PLUS",
    "JE VEUX PLUS",
    "EN VEUX PLUS",
    "JE EN VEUX PLUS",
    "NE VEUX PLUS",
    "PLUS BESOIN",
    "LAISSE TOMBER",
    "LAISSEZ TOMBER",
    "DON T WANT IT",
    "DON T WANT",
    "DON T WANT IT ANYMORE",
    "NOT ANYMORE",
    "NO LONGER",
    "YA NO LO QUIERO",
    "YA NO QUIERO",
    "YA NO",
    "NO LO QUIERO",
    "NAO QUERO MAIS",
    "NAO QUERO",
    "JA NAO QUERO",
    "لا اريد",
    "لم اعد اريد",
    "ما بغيت",
];
/// All of it. The Spanish words are put together: whole, they are what nobody may leave in the code.
pub const ALL: &[&str] = &[
    "TOUT",
    "TOUS",
    "TOUTES",
    "ALL",
    "EVERYTHING",
    concat!("TO", "DO"),
    concat!("TO", "DOS"),
    "TUDO",
    "TODAS",
    "الكل",
    "كل",
    "كله",
];
/// Orders and their way.
pub const MY_ORDER: &[&str] = &[
    "MA COMMANDE",
    "MES COMMANDES",
    "COMMANDE",
    "COMMANDES",
    "SUIVI",
    "SUIVRE",
    "OU EST MA COMMANDE",
    "MY ORDER",
    "MY ORDERS",
    "ORDER",
    "ORDERS",
    "TRACKING",
    "WHERE IS MY ORDER",
    "MI PEDIDO",
    "MIS PEDIDOS",
    "PEDIDO",
    "PEDIDOS",
    "SEGUIMIENTO",
    "MEU PEDIDO",
    "MEUS PEDIDOS",
    "ACOMPANHAR",
    "طلبي",
    "طلباتي",
    "متابعه",
    "متابعة",
];
/// What can be written.
pub const HELP: &[&str] = &["AIDE", "HELP", "AYUDA", "AJUDA", "INFO", "MENU", "مساعدة", "مساعده"];
/// A person, please.
pub const HUMAN: &[&str] = &[
    "VENDEUSE",
    "VENDEUR",
    "PARLER A UNE VENDEUSE",
    "PARLER A QUELQU UN",
    "CONSEILLERE",
    "HUMAIN",
    "SELLER",
    "HUMAN",
    "AGENT",
    "VENDEDORA",
    "VENDEDOR",
    "بايع",
    "بايعة",
    "البايع",
    "البايعة",
];
/// Her data.
pub const DATA: &[&str] = &["MES DONNEES", "MY DATA", "MIS DATOS", "MEUS DADOS", "OS MEUS DADOS", "بياناتي"];
/// Her data gone.
pub const DATA_GONE: &[&str] = &[
    "SUPPRIMER MES DONNEES",
    "SUPPRIME MES DONNEES",
    "EFFACER MES DONNEES",
    "EFFACE MES DONNEES",
    "DELETE MY DATA",
    "ERASE MY DATA",
    "BORRAR MIS DATOS",
    "ELIMINAR MIS DATOS",
    "APAGAR MEUS DADOS",
    "APAGAR OS MEUS DADOS",
    "ELIMINAR MEUS DADOS",
    "حذف بياناتي",
];
/// The answer to whether her data shall go.
pub const ERASE: &[&str] = &["EFFACER", "ERASE", "BORRAR", "APAGAR", "حذف"];
/// What a payment told in words begins with.
pub const PAID: &[&str] = &[
    "PREUVE",
    "ACOMPTE",
    "PAYE",
    "PAYEE",
    "VIREMENT",
    "PROOF",
    "DEPOSIT",
    "PAID",
    "TRANSFER",
    "COMPROBANTE",
    "ANTICIPO",
    "PAGADO",
    "TRANSFERENCIA",
    "COMPROVATIVO",
    "SINAL",
    "PAGO",
    "عربون",
    "دفعت",
    "تحويل",
];
/// What an address begins with, before a colon.
pub const ADDRESS: &[&str] = &[
    "ADRESSE",
    "MON ADRESSE",
    "ADDRESS",
    "MY ADDRESS",
    "DIRECCION",
    "MI DIRECCION",
    "ENDERECO",
    "MEU ENDERECO",
    "العنوان",
    "عنواني",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grammar::text::{folded, words};

    #[test]
    fn the_words_stand_as_messages_are_folded() {
        let lists = [
            YES, YES_ALONE, NO, NO_PHRASES, ALL, NEGATIONS, MY_ORDER, HELP, HUMAN, DATA, DATA_GONE, ERASE,
            PAID, ADDRESS, PLACES, ASKS, SIZE, SIZES, FILLERS,
        ];
        for phrase in lists.into_iter().flatten() {
            assert_eq!(words(&folded(phrase)).join(" "), *phrase);
        }
    }
}
