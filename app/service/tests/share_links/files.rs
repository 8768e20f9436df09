//! What a link shows of a photo, and which of its files it gives.

use super::*;

#[test]
fn a_link_shows_a_photo_whatever_its_visibility_and_nothing_that_outlasts_it() {
    run(async {
        for visibility in Visibility::ALL {
            let it = Shared::seen_by(visibility).await;
            let secret = it.link(wanted()).await;
            let shared = it.open(&secret).await;
            assert_eq!(shared.photo.title, it.photo.title);
            assert_eq!(shared.photo.renditions.len(), it.photo.renditions.len());
            for rendition in &shared.photo.renditions {
                let file = it.file(&rendition.url).await.unwrap();
                assert_eq!(file.cache_control, "private, no-store");
                assert!(!file.open && !file.listed);
                assert_eq!(file.bucket, Bucket::of_renditions(visibility));
            }
            // where the photo is unlisted, its id or its place in storage would open it for ever
            let token = it.photo.renditions[0].url.split('/').nth(3).unwrap().to_owned();
            let said = format!("{shared:?}");
            assert!(
                !said.contains(&it.photo.id.to_string()) && !said.contains(&token),
                "{said}"
            );
            assert!(!said.contains(&secret.to_string()));
        }
    });
}

#[test]
fn what_camera_and_clock_said_is_kept_back_unless_the_owner_tells_it() {
    run(async {
        let it = Shared::new().await;
        let hiding = it.open(&it.link(wanted()).await).await.photo;
        assert_eq!((hiding.camera, hiding.taken_at), (None, None));
        let telling = Wanted {
            hide_metadata: false,
            ..wanted()
        };
        let told = it.open(&it.link(telling).await).await.photo;
        assert_eq!(told.camera, it.photo.camera);
        assert_eq!(told.taken_at, it.photo.taken_at);
        assert!(told.camera.is_some() && told.taken_at.is_some());
    });
}

#[test]
fn the_original_goes_only_with_a_link_that_keeps_nothing_back() {
    run(async {
        let it = Shared::new().await;
        for (may_download, hide_metadata, given) in [
            (false, false, false),
            (false, true, false),
            (true, true, false),
            (true, false, true),
        ] {
            let secret = it
                .link(Wanted {
                    may_download,
                    hide_metadata,
                    ..wanted()
                })
                .await;
            let shared = it.open(&secret).await;
            assert_eq!(shared.may_download, may_download);
            assert_eq!(shared.photo.original.is_some(), given);
            // also for whoever writes the address themselves
            let rendition = &shared.photo.renditions[0].url;
            let pass = rendition.split_once("?share=").unwrap().1;
            let original = it.file(&format!("/media/shared/original?share={pass}")).await;
            assert_eq!(original.is_some(), given, "{may_download} {hide_metadata}");
            if let Some(file) = original {
                assert_eq!(file.save_as.as_deref(), Some("heliograph.jpg"), "no id in its name");
                assert_eq!(
                    (file.bucket, file.cache_control),
                    (Bucket::Private, "private, no-store")
                );
            }
        }
    });
}
