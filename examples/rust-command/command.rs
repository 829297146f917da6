//! A command: arguments, environment, collections, and a panic on demand.

use std::collections::{BTreeMap, HashMap};
use std::env;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    println!("arguments: {:?}", arguments);

    // Sorted, because the order of an environment is nobody's promise.
    let variables: BTreeMap<String, String> = env::vars().collect();
    println!("environment: {:?}", variables);

    let mut words: HashMap<&str, usize> = HashMap::new();
    for word in "the quick brown fox jumps over the lazy dog and the cat".split(' ') {
        *words.entry(word).or_default() += 1;
    }
    let mut counted: Vec<_> = words.into_iter().collect();
    counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    println!("words: {:?}", &counted[..3]);
    println!("{:#?}", Some(("pretty", [1.5, -0.25, f64::INFINITY])));

    if arguments.iter().any(|argument| argument == "panic") {
        let empty: Vec<i32> = Vec::new();
        println!("never printed: {}", empty[arguments.len()]);
    }
}
