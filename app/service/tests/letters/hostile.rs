//! What people write gets into no letter.

use super::*;
use service::{
    Error,
    account::{Profile, SignUp, sign_up},
};
use support::run;

async fn sign_up_as(test: &Test, email: &str, name: &str, handle: &str) -> Result<Session> {
    let form = SignUp {
        profile: Profile {
            email: email.into(),
            name: name.into(),
            handle: handle.into(),
        },
        stretched: old(),
        invitation: None,
    };
    Ok(sign_up(&test.world, CLIENT, form).await?.session)
}

#[test]
fn names_and_handles_are_in_none() {
    run(async {
        let test = with_mail();
        let name = "Ada\r\nBcc: eve@evil.example\r\n\r\nhttps://evil.example/";
        let ada = sign_up_as(&test, "ada@example.org", name, "ada_evil").await.unwrap();
        let link = welcomed(&test, &ada).await;
        verify::confirm(&test.world, CLIENT, &link).await.unwrap();
        ask(&test, "ada@example.org").await.unwrap();
        service::letters::password_changed(&test.world, ada.user, write())
            .unwrap()
            .await
            .unwrap();
        let letters = letters(&test);
        assert_eq!(letters.len(), 2);
        for letter in letters {
            assert_eq!(letter.to, "ada@example.org");
            let all = format!("{letter:?}");
            assert!(!all.contains("evil") && !all.contains("Bcc"), "{all}");
            assert!(!letter.subject.contains(['\r', '\n']), "{all}");
        }
        // a handle is letters, digits and underscores
        for handle in ["ada\r\nbcc", "https://evil.example/"] {
            let refused = sign_up_as(&test, "x@example.org", "X", handle).await;
            assert_eq!(refused.unwrap_err().status(), 400, "{handle:?}");
        }
    });
}

#[test]
fn an_address_that_is_more_than_one_is_written_to_by_nobody() {
    run(async {
        let test = with_mail();
        for (number, email) in ["ada<eve@evil.example>", "ada,eve@evil.example", "\"ada\":@evil.example"]
            .into_iter()
            .enumerate()
        {
            let session = sign_up_as(&test, email, "Ada", &format!("ada{number}")).await.unwrap();
            let refused = verify::welcome(&test.world, session.user, write()).await.unwrap().await;
            assert!(matches!(refused, Err(Error::Port(_))), "{email}");
            assert_eq!(letters(&test), [], "{email}");
        }
        let lines = sign_up_as(&test, "ada@example.org\r\nbcc:eve@evil.example", "Ada", "adb").await;
        assert_eq!(lines.unwrap_err().status(), 400);
    });
}
