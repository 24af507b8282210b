//! Builds the styles, scripts, fonts and icons with npm when their sources changed, and embeds them.
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

type Outcome<T> = Result<T, Box<dyn Error>>;

const SOURCES: [&str; 7] =
    ["package.json", "package-lock.json", "build.mjs", "icons.txt", "styles", "scripts", "images"];

fn main() -> Outcome<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
    }
    let dist = root.join("dist");
    build_dist(&root, &dist)?;
    embed(&dist, &out)
}

/// Runs npm unless dist/ already holds the build of exactly these sources.
fn build_dist(root: &Path, dist: &Path) -> Outcome<()> {
    let lock = File::create(root.join(".build.lock"))?;
    lock.lock()?;
    let stamp = dist.join("stamp");
    let wanted = fingerprint(root)?;
    if fs::read_to_string(&stamp).is_ok_and(|built| built == wanted) {
        return Ok(());
    }
    let installed = fs::read_to_string(root.join("node_modules/.package-lock.json")).is_ok();
    let current =
        fs::read(root.join("node_modules/.souk-lock")).ok() == fs::read(root.join("package-lock.json")).ok();
    if !installed || !current {
        npm(root, &["ci"])?;
        fs::copy(root.join("package-lock.json"), root.join("node_modules/.souk-lock"))?;
    }
    npm(root, &["run", "build"])?;
    fs::write(stamp, wanted)?;
    Ok(())
}

fn npm(root: &Path, args: &[&str]) -> Outcome<()> {
    let command = format!("npm {}", args.join(" "));
    match Command::new("npm").args(args).current_dir(root).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!(
            "`{command}` failed in {}:\n{}\n{}",
            root.display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        )
        .into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(
            "souk-ui needs npm to build its styles and scripts: install Node.js 18 or newer (Debian: `apt install nodejs npm`)".into(),
        ),
        Err(error) => Err(format!("`{command}` could not start: {error}").into()),
    }
}

/// A hash over the path and content of every source file.
fn fingerprint(root: &Path) -> io::Result<String> {
    let mut files = BTreeSet::new();
    for source in SOURCES {
        collect(&root.join(source), &mut files)?;
    }
    let mut hash = Sha256::new();
    for path in files {
        hash.update(path.strip_prefix(root).unwrap_or(&path).to_string_lossy().as_bytes());
        hash.update([0]);
        hash.update(fs::read(&path)?);
        hash.update([0]);
    }
    Ok(hex::encode(hash.finalize()))
}

fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else {
        files.insert(path.to_owned());
    }
    Ok(())
}

/// Copies dist/ beside the generated Rust tables, so that a deleted dist/ never breaks an incremental build.
fn embed(dist: &Path, out: &Path) -> Outcome<()> {
    let (mut version, mut first) = (String::new(), String::new());
    let mut rows = Vec::new();
    for line in fs::read_to_string(dist.join("manifest.tsv"))?.lines() {
        match line.split('\t').collect::<Vec<_>>().as_slice() {
            ["version", value] => version = (*value).to_owned(),
            ["first", hash] => first = (*hash).to_owned(),
            [logical, file, content_type, packed] => {
                rows.push(asset(dist, out, logical, file, content_type, packed)?)
            }
            _ => return Err(format!("dist/manifest.tsv: unreadable line {line:?}").into()),
        }
    }
    let script = out.join("first.js");
    fs::copy(dist.join("first.js"), &script)?;
    let mut code = format!(
        "const PREFIX: &str = \"/assets/{version}/\";\n/// The version of all assets together.\npub const VERSION: &str = \"{version}\";\n\
         const FIRST: &str = include_str!({script:?});\n\
         /// What a security policy lets the one script in the pages themselves run by: its hash, as a source expression.\n\
         pub const FIRST_HASH: &str = \"{first}\";\n"
    );
    writeln!(code, "static ASSETS: &[Asset] = &[\n{}];", rows.concat().replace("{version}", &version))?;
    fs::write(out.join("assets.rs"), code)?;
    fs::write(out.join("icons.rs"), icons(&fs::read_to_string(dist.join("icons.tsv"))?)?)?;
    Ok(())
}

fn asset(
    dist: &Path,
    out: &Path,
    logical: &str,
    file: &str,
    content_type: &str,
    packed: &str,
) -> Outcome<String> {
    let include = |name: &str| -> Outcome<String> {
        let copy = out.join(name);
        fs::copy(dist.join(name), &copy)?;
        Ok(format!("include_bytes!({copy:?})"))
    };
    let variant = |ext: &str| -> Outcome<String> {
        Ok(if packed.is_empty() {
            "None".into()
        } else {
            format!("Some({})", include(&format!("{file}.{ext}"))?)
        })
    };
    Ok(format!(
        "    Asset {{ name: {logical:?}, url: \"/assets/{{version}}/{file}\", content_type: {content_type:?}, bytes: {}, gzip: {}, brotli: {} }},\n",
        include(file)?,
        variant("gz")?,
        variant("br")?,
    ))
}

/// One enum variant per icon: `shopping-cart` becomes `Icon::ShoppingCart`.
fn icons(table: &str) -> Outcome<String> {
    let (mut variants, mut names, mut data) = (String::new(), String::new(), String::new());
    for line in table.lines() {
        let [name, flip, svg] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("dist/icons.tsv: unreadable line {line:?}").into());
        };
        let variant: String = name.split('-').map(capitalised).collect();
        writeln!(variants, "    /// `{name}`\n    {variant},")?;
        writeln!(names, "        {name:?} => Icon::{variant},")?;
        writeln!(data, "        Icon::{variant} => ({name:?}, {}, {svg:?}),", flip == "flip")?;
    }
    Ok(format!(
        "/// An icon of the set listed in `icons.txt`.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub enum Icon {{\n{variants}}}\n\
         fn find(name: &str) -> Option<Icon> {{\n    Some(match name {{\n{names}        _ => return None,\n    }})\n}}\n\
         fn data(icon: Icon) -> (&'static str, bool, &'static str) {{\n    match icon {{\n{data}    }}\n}}\n"
    ))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
