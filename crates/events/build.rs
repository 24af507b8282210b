//! Turns `proto-schemas/` into Rust: messages, their JSON form, and one `Event` entry per fact.
use std::{error::Error, fmt::Write as _, fs, path::Path, path::PathBuf};

use prost::Message as _;

const SCHEMAS: &str = "../../proto-schemas";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={SCHEMAS}/souk");
    let mut files = Vec::new();
    collect(Path::new(SCHEMAS), &mut files)?;
    files.sort();
    let descriptors = protox::compile(&files, [SCHEMAS])?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);

    let mut config = prost_build::Config::new();
    config.out_dir(&out).enable_type_names().compile_fds(descriptors.clone())?;
    pbjson_build::Builder::new()
        .out_dir(&out)
        .register_descriptors(&descriptors.encode_to_vec())?
        .ignore_unknown_fields()
        .ignore_unknown_enum_variants()
        .emit_fields()
        .build(&[".souk"])?;
    fs::write(out.join("registry.rs"), registry(&descriptors)?)?;
    Ok(())
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "proto") {
            files.push(path.strip_prefix(SCHEMAS)?.to_path_buf());
        }
    }
    Ok(())
}

/// Every message of a `souk.<module>.v<N>` file whose name ends in a past participle is a fact; helper
/// messages are those that another message of the package holds as a field.
fn registry(fds: &prost_types::FileDescriptorSet) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    let mut all = Vec::new();
    for file in fds.file.iter().filter(|f| f.name().ends_with("events.proto")) {
        let [_, module, version]: [&str; 3] = file
            .package()
            .split('.')
            .collect::<Vec<_>>()
            .try_into()
            .map_err(|_| "package souk.<module>.v<N>")?;
        let used: Vec<&str> =
            file.message_type.iter().flat_map(|m| &m.field).map(|f| f.type_name()).collect();
        for message in &file.message_type {
            let full = format!(".{}.{}", file.package(), message.name());
            if used.contains(&full.as_str()) {
                continue;
            }
            let wire = format!("{module}.{}.{version}", snake(message.name()));
            let first = message.field.first().ok_or("a fact names its subject first")?.name();
            writeln!(
                out,
                "impl Event for crate::{module}::{version}::{name} {{ const TYPE: &'static str = {wire:?}; \
                 fn subject(&self) -> &str {{ &self.{first} }} }}",
                name = message.name()
            )?;
            all.push(wire);
        }
    }
    all.sort();
    writeln!(
        out,
        "/// The wire names of every fact in the contracts, sorted.\npub const ALL: &[&str] = &{all:?};"
    )?;
    Ok(out)
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for (i, c) in name.char_indices() {
        if c.is_ascii_uppercase() && i > 0 {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
