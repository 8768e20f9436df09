//! What the site stores about people: every column of the schema, and what it is for.
//!
//! The page `/privacy` is made from this list, and a test compares it with the migrated schema, so that nothing is stored that
//! the page does not tell. It says what is stored, not in which words: those are in `app::catalogue`.

mod tables;

use tables::TABLES;

/// What belongs together: it is kept for the same time, and seen by the same people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Who somebody is here.
    Account,
    /// Where they are signed in, and which programs act for them.
    Access,
    /// Their photos.
    Photos,
    /// What they chose for all of their photos.
    Choices,
    /// Links by which others see a photo of theirs.
    Links,
    /// Invitations that they made.
    Invitations,
    /// How they set the site up, if they run it.
    SetUp,
    /// Everything of theirs that they asked for as one file.
    Exports,
    /// Work on their photos that is to be done, and traces of it.
    Work,
    /// What says nothing of anybody.
    Site,
}

impl Group {
    /// All of them, as they are told.
    pub const ALL: [Self; 10] = [
        Self::Account,
        Self::Access,
        Self::Photos,
        Self::Choices,
        Self::Links,
        Self::Invitations,
        Self::SetUp,
        Self::Exports,
        Self::Work,
        Self::Site,
    ];
}

/// Something that is stored, as a person understands it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// How everything is told apart inside: random numbers.
    Id,
    /// Where somebody can be reached, and what they sign in with.
    Email,
    /// When the site wrote to them by e-mail, and what it knows from that.
    Written,
    /// What they are called.
    Name,
    /// What a password is compared with.
    Password,
    /// Since when the account exists.
    Since,
    /// What they are on this site.
    Role,
    /// Whether they asked for their account to be deleted.
    Leaving,
    /// Whether they are suspended.
    Suspended,
    /// Whom they have blocked.
    Blocks,
    /// Links by which somebody new can come.
    Invitation,
    /// Whether places are shown.
    ShowPlace,
    /// What others may download.
    Downloads,
    /// Which devices are signed in.
    Device,
    /// When a session or a token was made, used, and ends.
    AccessTimes,
    /// API tokens.
    Token,
    /// Passkeys.
    Passkey,
    /// What lets somebody in who lost everything else.
    RecoveryCode,
    /// What must not be answered twice.
    Challenge,
    /// Share links.
    ShareLink,
    /// Whose something is.
    Owner,
    /// Where the files of a photo are.
    Files,
    /// How far a photo has come.
    State,
    /// What its owner wrote about it.
    Words,
    /// Who may see it, and what may be done with it.
    Visibility,
    /// How large the files are, and of what kind.
    Size,
    /// The checksum by which the same file is known again.
    Checksum,
    /// Colours and shapes, to be shown before the photo is, and to find it again.
    Look,
    /// Camera, lens and exposure.
    Camera,
    /// When it was taken.
    Taken,
    /// Where it was taken.
    Place,
    /// When it was uploaded.
    Uploaded,
    /// When it was deleted.
    Deleted,
    /// Whether its owner is hidden.
    Hidden,
    /// How the site is set up, and who changed that.
    SiteSettings,
    /// How files are made.
    ImageSettings,
    /// The watermark.
    Mark,
    /// What an export contains.
    Export,
    /// How far an export is.
    ExportState,
    /// Tries of the image service.
    Tries,
    /// Messages that could not be delivered.
    Letters,
    /// Which pages are new.
    Versions,
    /// How much of the hosting plan is used.
    Usage,
    /// How often a public photo was looked at.
    Views,
    /// Days in figures.
    Statistics,
    /// What the hourly work did.
    Cron,
    /// How far backups are.
    Backups,
    /// How far the audit of stored files is.
    Audit,
    /// Which files of a photo are not as they should be.
    Finding,
}

/// A column of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its table.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What belongs together.
    pub group: Group,
    /// What it is for.
    pub purpose: Purpose,
}

/// The columns of one table, for one group: each line is a purpose and the columns that serve it.
struct Table(&'static str, Group, &'static [(Purpose, &'static [&'static str])]);

/// Every column that there is.
pub fn columns() -> impl Iterator<Item = Column> {
    TABLES.iter().flat_map(|Table(table, group, purposes)| {
        purposes.iter().flat_map(move |(purpose, names)| {
            names.iter().map(move |name| Column {
                table,
                name,
                group: *group,
                purpose: *purpose,
            })
        })
    })
}

/// What is stored of a group, each purpose once and with its columns (`table.column`), in the order of the list.
#[must_use]
pub fn of_group(group: Group) -> Vec<(Purpose, Vec<String>)> {
    let mut all: Vec<(Purpose, Vec<String>)> = Vec::new();
    for column in columns().filter(|column| column.group == group) {
        let name = format!("{}.{}", column.table, column.name);
        match all.iter_mut().find(|(purpose, _)| *purpose == column.purpose) {
            Some((_, names)) => names.push(name),
            None => all.push((column.purpose, vec![name])),
        }
    }
    all
}
