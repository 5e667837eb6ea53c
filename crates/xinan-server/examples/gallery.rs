//! Writes the gallery and the sample pages to a folder, for a browser to look at:
//! `cargo run -p xinan-server --example gallery -- FOLDER`.

use std::fs;
use std::path::Path;

use xinan_domain::answers::Complaints;
use xinan_domain::text::Lang;
use xinan_server::gallery::samples::{Say, complaints};
use xinan_server::gallery::{self, pages};
use xinan_server::shell::ui::assets;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "gallery".to_owned());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    for asset in assets::all() {
        fs::write(folder.join("assets").join(asset.name), asset.bytes)?;
    }
    for lang in [Lang::Zh, Lang::En] {
        let say = Say::plainly(lang);
        let pages = [
            ("gallery", gallery::page(lang)),
            ("worklist", pages::worklist(say)),
            ("person", pages::person(say)),
            ("county", pages::county(say)),
            ("followup", pages::follow_up(say, &Complaints::default())),
            ("refused", pages::follow_up(say, &complaints())),
            ("signin", pages::sign_in(say)),
        ];
        for (name, page) in pages {
            fs::write(folder.join(format!("{name}-{}.html", lang.tag())), page.into_string())?;
        }
    }
    Ok(())
}
