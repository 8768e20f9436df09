//! The audit: whether what the database says is in storage is there, a few photos an hour. It looks at each object by its name, and
//! lists no bucket; it notes what is missing or has another size, and changes and removes nothing.
//!
//! On a site that fills the free plan (10 GB, some 25,000 objects of 400 kB) a round takes less than a month: 24 looks twice an hour are
//! 34,560 in 30 days, a hundredth of the reads (class B) that are free by then.

use crate::{
    Result, World,
    meter::standing,
    site_settings::plan,
    sql::{
        self,
        audit::{AuditRow, AuditedPhoto, Expected, Finding, FindingRow},
    },
};
use domain::{
    access::{Viewer, may_see_jobs},
    plan::degrade::may_audit,
};
use serde::Serialize;

/// How many objects one run looks at; a few more, since it looks at whole photos.
pub const LOOKS: usize = 24;

/// How many photos are read for that: each has two objects at least, once it is ready.
const PHOTOS: u32 = 12;

/// How many findings are shown.
const SHOWN: u32 = 20;

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// How many objects it has looked at.
    pub objects: u64,
    /// How many are not as they should be.
    pub findings: usize,
    /// Whether a round has ended with it.
    pub ended: bool,
}

/// Goes on with the audit, and begins another round when one is at its end. Cut short anywhere, the next run goes on from where this
/// one began; of two at once one counts. While the plan is nearly used up it looks at nothing.
///
/// # Errors
/// If the database or storage does not work.
pub async fn run(world: &World) -> Result<Looked> {
    if !may_audit(&plan(world).await, &standing(world).await?) {
        return Ok(Looked::default());
    }
    let state = state(world).await?;
    let photos: Vec<AuditedPhoto> = world.db.run(sql::audit::next(state.place, PHOTOS)).await?.all()?;
    let read = photos.len();
    let (mut looked, mut findings, mut seen) = (Looked::default(), Vec::new(), Vec::new());
    let mut place = state.place;
    for photo in photos {
        let expected = photo.expected();
        let objects = u64::try_from(expected.len()).unwrap_or(u64::MAX);
        let enough = usize::try_from(looked.objects).unwrap_or(usize::MAX) + expected.len() > LOOKS;
        if enough && looked.objects > 0 {
            break;
        }
        findings.extend(look(world, &photo, &expected).await?);
        looked.objects = looked.objects.saturating_add(objects);
        seen.push(photo.id);
        place = photo.place;
    }
    looked.ended = seen.len() == read && read < usize::try_from(PHOTOS).unwrap_or(usize::MAX);
    looked.findings = findings.len();
    let mut statements = vec![sql::audit::forget(&seen)];
    if !findings.is_empty() {
        statements.push(sql::audit::note(&findings, world.now()));
    }
    statements.push(if looked.ended {
        sql::audit::finish(state.place, world.now(), looked.objects)
    } else {
        sql::audit::go_on(state.place, place, looked.objects)
    });
    world.db.batch(statements).await?;
    Ok(looked)
}

async fn state(world: &World) -> Result<AuditRow> {
    let rows = world.db.run(sql::audit::state()).await?;
    Ok(rows.one("read how far the audit is")?)
}

/// What of a photo is not as it should be. It may have changed since it was read: then what it was is nobody's business any more.
async fn look(world: &World, photo: &AuditedPhoto, expected: &[Expected]) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for object in expected {
        let found = world.blobs.size(object.bucket, object.key).await?;
        if found.is_none() || object.bytes.is_some_and(|bytes| found != Some(bytes)) {
            findings.push(Finding {
                photo: photo.id,
                object: object.object,
                expected: object.bytes,
                found,
            });
        }
    }
    if findings.is_empty() {
        return Ok(findings);
    }
    let now: Option<AuditedPhoto> = world.db.run(sql::audit::again(photo.id)).await?.first()?;
    Ok(if now.as_ref() == Some(photo) {
        findings
    } else {
        Vec::new()
    })
}

/// What the audit has found, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// How far it is.
    pub state: AuditRow,
    /// What it found last.
    pub findings: Vec<FindingRow>,
}

/// What the audit has found, for those who run the site; `None` for others.
///
/// # Errors
/// If the database does not answer.
pub async fn found(world: &World, viewer: Viewer) -> Result<Option<Audit>> {
    if !may_see_jobs(viewer) {
        return Ok(None);
    }
    let findings = world.db.run(sql::audit::findings(SHOWN)).await?.all()?;
    Ok(Some(Audit {
        state: state(world).await?,
        findings,
    }))
}
