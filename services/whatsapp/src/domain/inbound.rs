//! A message that came in, read out of Twilio's form. Fields that are not known are left alone: new ones come.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::number;

/// The fields of a form; of one that is there twice, the first.
pub type Form = BTreeMap<String, String>;

/// Reads a form. Blank values and spaces stay.
#[must_use]
pub fn form(body: &[u8]) -> Form {
    let mut fields = Form::new();
    for (key, value) in url::form_urlencoded::parse(body) {
        fields.entry(key.into_owned()).or_insert_with(|| value.into_owned());
    }
    fields
}

/// Who wrote: a phone, an id that hides it, or both.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// `+33…`.
    pub phone: Option<String>,
    /// `FR.…`.
    pub bsuid: Option<String>,
    /// The number as WhatsApp knows it, where that differs (Brazil, Mexico).
    pub wa_id: Option<String>,
}

impl Identity {
    /// Who a form says it is from.
    #[must_use]
    pub fn of(form: &Form) -> Self {
        let from = form.get("From").map(String::as_str).unwrap_or_default();
        let bare = from.strip_prefix(number::CHANNEL).unwrap_or_default();
        let given = form.get("ExternalUserId").map(String::as_str).filter(|id| number::is_bsuid(id));
        let hidden = given.or(Some(bare).filter(|id| number::is_bsuid(id)));
        Self {
            phone: number::phone_of(from).map(str::to_owned),
            bsuid: hidden.map(str::to_owned),
            wa_id: form.get("WaId").and_then(|id| number::phone(&format!("+{id}"))),
        }
    }

    /// Nobody can be answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phone.is_none() && self.bsuid.is_none()
    }
}

/// A file of a message, at Twilio.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// `image/jpeg`.
    pub content_type: String,
    /// Where Twilio keeps it.
    pub url: String,
}

/// A place that was shared.
#[derive(Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Location {
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// Its name.
    pub label: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// What a message says; it is kept sealed.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The words.
    pub text: String,
    /// What a button or a list of ours sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub button_payload: Option<String>,
    /// Our message that it quotes, by Twilio's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted_sid: Option<String>,
    /// Files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    /// A place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The name that the person gave themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_name: Option<String>,
}

/// The most files that are looked at.
const MEDIA_MAX: usize = 10;

impl Content {
    /// What a form says.
    #[must_use]
    pub fn of(form: &Form) -> Self {
        let text = |key: &str| form.get(key).map(|v| v.trim()).filter(|v| !v.is_empty()).map(str::to_owned);
        let count = form.get("NumMedia").and_then(|n| n.parse().ok()).unwrap_or(0usize).min(MEDIA_MAX);
        let media = (0..count).filter_map(|n| {
            let url = form.get(&format!("MediaUrl{n}"))?.clone();
            let content_type = form.get(&format!("MediaContentType{n}")).cloned().unwrap_or_default();
            Some(Media { content_type, url })
        });
        let degrees = |key: &str| form.get(key).and_then(|v| v.trim().parse::<f64>().ok());
        let location = degrees("Latitude")
            .zip(degrees("Longitude"))
            .filter(|(lat, lon)| (-90.0..=90.0).contains(lat) && (-180.0..=180.0).contains(lon))
            .map(|(lat, lon)| Location { lat, lon, label: text("Label"), address: text("Address") });
        Self {
            text: form.get("Body").cloned().unwrap_or_default(),
            button_payload: text("ButtonPayload").or_else(|| text("ListId")),
            quoted_sid: text("OriginalRepliedMessageSid"),
            media: media.collect(),
            location,
            profile_name: text("ProfileName").map(|name| name.chars().take(100).collect()),
        }
    }

    /// What it is made of.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        if self.button_payload.is_some() {
            "button"
        } else if self.media.iter().any(|m| m.content_type.contains("vcard")) {
            "contact_card"
        } else if !self.media.is_empty() {
            "media"
        } else if self.location.is_some() {
            "location"
        } else {
            "text"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_with_its_blanks() {
        let form = form(b"Body=+A12+&From=whatsapp%3A%2B33600000001&WaId=33600000001&Body=other&NumMedia=0");
        assert_eq!(form["Body"], " A12 ");
        let who = Identity::of(&form);
        assert_eq!(who.phone.as_deref(), Some("+33600000001"));
        assert!(who.bsuid.is_none() && !who.is_empty());
        assert_eq!(Content::of(&form).kind(), "text");
    }

    #[test]
    fn somebody_who_hides_is_known_by_the_id() {
        let hidden = Identity::of(&form(b"From=whatsapp%3AFR.123abc"));
        assert_eq!((hidden.phone, hidden.bsuid.as_deref()), (None, Some("FR.123abc")));
        let both = Identity::of(&form(b"From=whatsapp%3A%2B33600000001&ExternalUserId=FR.1"));
        assert!(both.phone.is_some() && both.bsuid.is_some());
        assert!(Identity::of(&form(b"From=%2B33600000001")).is_empty());
    }

    #[test]
    fn kinds_are_told_apart() {
        let kind = |body: &[u8]| Content::of(&form(body)).kind();
        assert_eq!(kind(b"Body=Confirmer&ButtonPayload=ok%3Arsv_1"), "button");
        assert_eq!(kind(b"Body=M&ListId=M&ListTitle=M"), "button");
        assert_eq!(kind(b"NumMedia=1&MediaUrl0=https%3A%2F%2Fx&MediaContentType0=image%2Fjpeg"), "media");
        assert_eq!(
            kind(b"NumMedia=1&MediaUrl0=https%3A%2F%2Fx&MediaContentType0=text%2Fvcard"),
            "contact_card"
        );
        assert_eq!(kind(b"Latitude=48.85&Longitude=2.35&Label=Maison"), "location");
        assert_eq!(kind(b"Latitude=480&Longitude=2.35"), "text");
        assert_eq!(kind(b"NumMedia=999999999"), "text");
    }
}
