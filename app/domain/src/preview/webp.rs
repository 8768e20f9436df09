//! WebP (RFC 9649): chunks in a RIFF file.

/// Of the flags of an extended file, the one that stays true: there is an alpha channel.
const ALPHA: u8 = 0x10;
/// There is more than one picture.
const ANIMATION: u8 = 0x02;

/// See [`super::bare`].
pub(super) fn bare(file: &[u8]) -> Option<Vec<u8>> {
    let (kind, whole, _) = chunk(file)?;
    let mut rest = whole.strip_prefix(b"WEBP").filter(|_| kind == b"RIFF")?;
    let mut kept = b"WEBP".to_vec();
    let mut picture = false;
    while !rest.is_empty() {
        let (kind, data, after) = chunk(rest)?;
        match kind {
            b"VP8X" => push(&mut kept, kind, &extended(data)?)?,
            b"VP8 " | b"VP8L" | b"ALPH" => push(&mut kept, kind, data)?,
            _ => {}
        }
        picture |= matches!(kind, b"VP8 " | b"VP8L");
        rest = after;
    }
    let mut file = Vec::new();
    push(&mut file, b"RIFF", &kept)?;
    picture.then_some(file)
}

/// What an extended file says about itself, once it carries nothing but its picture.
fn extended(data: &[u8]) -> Option<Vec<u8>> {
    let (flags, size) = data.split_first().filter(|(_, size)| size.len() == 9)?;
    let still = flags & ANIMATION == 0;
    still.then(|| [&[flags & ALPHA], size].concat())
}

/// Kind and data of the first chunk, and what follows it.
fn chunk(file: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (kind, rest) = file.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (data, rest) = rest.split_at_checked(length)?;
    // one of an odd length is followed by a byte that is none of it, unless the file ends there
    let padding = (length % 2).min(rest.len());
    Some((kind, data, rest.get(padding..)?))
}

fn push(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) -> Option<()> {
    file.extend(kind);
    file.extend(u32::try_from(data.len()).ok()?.to_le_bytes());
    file.extend(data);
    file.extend((data.len() % 2 == 1).then_some(0));
    Some(())
}
