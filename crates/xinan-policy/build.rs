//! Asks the policies about every combination of post, action and relation, and writes the answers down as a
//! table. The build fails on a policy that does not fit the schema, lacks its sentence in a language or its basis, or whose
//! evaluation fails; so what runs is what is written in `policies/`, and costs a look into a table
//! (docs/decisions/0025).

#![allow(clippy::unwrap_used, reason = "a build that cannot go on says so by ending")]
#![allow(dead_code, unreachable_pub, reason = "the words are those of the crate")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use cedar_policy::{
    Authorizer, Context, Decision, Effect, Entities, EntityUid, Policy, PolicyId, PolicySet, Request, Schema,
    ValidationMode, Validator,
};

#[path = "src/words.rs"]
mod words;

use words::{Action, Post, Relation, place};

fn main() {
    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../policies");
    println!("cargo:rerun-if-changed={}", folder.display());
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/words.rs");
    let schema = read(&folder.join("xinan.cedarschema"));
    let (schema, warnings) =
        Schema::from_cedarschema_str(&schema).unwrap_or_else(|error| panic!("the schema: {error}"));
    let warnings: Vec<String> = warnings.map(|warning| warning.to_string()).collect();
    assert!(warnings.is_empty(), "the schema: {}", warnings.join("\n"));
    let policies = policies(&folder);
    let checked = Validator::new(schema.clone()).validate(&set_of(&policies), ValidationMode::Strict);
    let complaints: Vec<String> = checked
        .validation_errors()
        .map(ToString::to_string)
        .chain(checked.validation_warnings().map(ToString::to_string))
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    let posts = Entities::from_json_str(&read(&folder.join("posts.json")), Some(&schema))
        .unwrap_or_else(|error| panic!("posts.json: {error}"));

    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap()).join("table.rs");
    fs::write(out, table(&schema, &policies, &posts)).unwrap();
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every policy by its own name.
fn policies(folder: &Path) -> BTreeMap<String, Policy> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "cedar"));
    files.sort();
    let mut all = BTreeMap::new();
    for file in files {
        let set: PolicySet =
            read(&file).parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for policy in set.policies() {
            let [id, ..] = ["id", "sentence", "zh", "basis"].map(|what| {
                let said = policy.annotation(what).filter(|text| !text.trim().is_empty());
                said.unwrap_or_else(|| panic!("{}: a policy without @{what}:\n{policy}", file.display()))
            });
            let known = all.insert(id.to_owned(), policy.new_id(PolicyId::new(id)));
            assert!(known.is_none(), "{}: two policies are called {id}", file.display());
        }
    }
    all
}

fn set_of(policies: &BTreeMap<String, Policy>) -> PolicySet {
    let mut set = PolicySet::new();
    for policy in policies.values() {
        set.add(policy.clone()).unwrap();
    }
    set
}

fn uid(kind: &str, id: &str) -> EntityUid {
    format!("{kind}::\"{id}\"").parse().unwrap()
}

/// The source of the table: the policies, and for each combination the answer with the policies that decided.
fn table(schema: &Schema, policies: &BTreeMap<String, Policy>, posts: &Entities) -> String {
    let mut source = String::from("/// The policies, by their names.\npub static POLICIES: &[Policy] = &[\n");
    for (id, policy) in policies {
        let said = |what| policy.annotation(what).unwrap_or_default();
        let permits = policy.effect() == Effect::Permit;
        let (sentence, zh, basis) = (said("sentence"), said("zh"), said("basis"));
        writeln!(
            source,
            "    Policy {{ id: {id:?}, permits: {permits}, sentence: {sentence:?}, zh: {zh:?}, basis: {basis:?} }},"
        )
        .unwrap();
    }
    let names: Vec<&String> = policies.keys().collect();
    let set = set_of(policies);
    let mut cells = Vec::new();
    for post in Post::ALL {
        let asker = uid("Post", post.name());
        assert!(posts.get(&asker).is_some(), "posts.json says nothing of {}", post.name());
        for action in Action::ALL {
            for relation in Relation::ALL {
                let (asked, record) = (uid("Action", action.name()), uid("Relation", relation.name()));
                let question = Request::new(asker.clone(), asked, record, Context::empty(), Some(schema));
                let question = question.unwrap_or_else(|error| panic!("{}: {error}", action.name()));
                let answer = Authorizer::new().is_authorized(&question, &set, posts);
                let errors: Vec<String> = answer.diagnostics().errors().map(ToString::to_string).collect();
                assert!(errors.is_empty(), "{}", errors.join("\n"));
                let mut by: Vec<usize> = answer
                    .diagnostics()
                    .reason()
                    .map(|id| names.iter().position(|name| name.as_str() == id.to_string()).unwrap())
                    .collect();
                by.sort_unstable();
                assert_eq!(cells.len(), place(*post, *action, *relation));
                cells.push((answer.decision() == Decision::Allow, by));
            }
        }
    }
    writeln!(source, "];\n\nstatic TABLE: [(bool, &[usize]); {}] = [", cells.len()).unwrap();
    for (permitted, by) in cells {
        writeln!(source, "    ({permitted}, &{by:?}),").unwrap();
    }
    source.push_str("];\n");
    source
}
