//! Asks an IOmod for two ids at once, and answers with both: `["…","…"]`.

use asml::{join_all, FunctionError, IoError, Json};

mod crypto {
    asml::export_iomod_guest!(akkoro, std, crypto);
    asml::call!(uuid4, () => String);
}

async fn ids(_: Json) -> Result<Vec<String>, FunctionError> {
    let calls = [(); 2].map(crypto::uuid4);
    let ids: Result<Vec<String>, IoError> = join_all(calls).await.into_iter().collect();
    ids.map_err(|error| match error {
        IoError::NotFound(_) => FunctionError::new("Function.NoIomod", error.to_string()),
        other => FunctionError::from(other),
    })
}
asml::handler!(async ids);
