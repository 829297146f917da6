//! Files through Rust's standard library: makes a tree below the folder `ROOT` (a variable; else
//! `/work`), counts words in it, renames, removes, and says what it saw.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

fn write_tree(root: &Path) -> io::Result<()> {
    fs::create_dir_all(root.join("a/b/c"))?;
    for index in 0..500 {
        let mut file = File::create(root.join(format!("a/b/file-{index:03}.txt")))?;
        writeln!(file, "number {index} of five hundred")?;
    }
    fs::write(root.join("a/words.txt"), "the cat and the dog\nand the bird\n")
}

fn count_words(path: &Path) -> io::Result<BTreeMap<String, usize>> {
    let mut counts = BTreeMap::new();
    for line in BufReader::new(File::open(path)?).lines() {
        for word in line?.split_whitespace() {
            *counts.entry(word.to_string()).or_insert(0) += 1;
        }
    }
    Ok(counts)
}

fn list(path: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let mark = if entry.file_type()?.is_dir() { "/" } else { "" };
        names.push(format!("{}{mark}", entry.file_name().to_string_lossy()));
    }
    names.sort();
    Ok(names)
}

fn edit(path: &Path) -> io::Result<String> {
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    file.seek(SeekFrom::End(-5))?;
    file.write_all(b"fish\n")?;
    file.seek(SeekFrom::Start(0))?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    file.set_len(3)?;
    file.sync_all()?;
    Ok(text)
}

fn main() -> io::Result<()> {
    let root = std::env::var("ROOT").unwrap_or_else(|_| "/work".into());
    let root = Path::new(&root);
    write_tree(root)?;
    let words = root.join("a/words.txt");
    println!("{:?}", count_words(&words)?);
    let names = list(&root.join("a/b"))?;
    println!("{} names, first {}, last {}", names.len(), names[0], names[names.len() - 1]);
    println!("{:?}", edit(&words)?);
    println!("{} bytes are left", fs::metadata(&words)?.len());
    fs::rename(&words, root.join("moved.txt"))?;
    fs::copy(root.join("moved.txt"), root.join("copy.txt"))?;
    println!("{:?}", fs::read_to_string(root.join("copy.txt"))?);
    println!("{:?}", list(root)?);
    println!("{:?}", File::open(&words).map_err(|error| error.kind()).err());
    println!("{:?}", fs::create_dir(root.join("a")).map_err(|error| error.kind()).err());
    println!("{:?}", File::open(root.join("../../etc/passwd")).is_err());
    fs::remove_dir_all(root.join("a"))?;
    fs::remove_file(root.join("moved.txt"))?;
    fs::remove_file(root.join("copy.txt"))?;
    println!("{} names are left", list(root)?.len());
    Ok(())
}
