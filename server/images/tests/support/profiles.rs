//! Writes colour profiles that consist of a table (ICC.1:2022, and ICC.1:2001 for the older version): what a press or a
//! printer does to its inks, and no curve could say.

/// Whether a profile is of version 2 or 4, which write tables differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    Two,
    Four,
}

/// Steps of the table for each ink.
const STEPS: u8 = 9;

type Lab = [f64; 3];

/// What each overprint of cyan, magenta and yellow looks like on coated paper, about as in ISO 12647-2.
const OVERPRINTS: [Lab; 8] = [
    [95.0, 0.0, -2.0],
    [55.0, -37.0, -50.0],
    [48.0, 74.0, -3.0],
    [24.0, 22.0, -46.0],
    [89.0, -5.0, 93.0],
    [50.0, -65.0, 27.0],
    [47.0, 68.0, 48.0],
    [23.0, 0.0, 0.0],
];

const BLACK: Lab = [16.0, 0.0, 0.0];

/// A press of four inks.
pub(crate) fn cmyk(version: Version) -> Vec<u8> {
    let colour = |inks: &[f64]| {
        let bright = overprint(&inks[..3]);
        std::array::from_fn(|i| bright[i] * (1.0 - inks[3]) + BLACK[i] * inks[3])
    };
    profile(b"prtrCMYK", version, table(4, &colour), 4)
}

/// A printer that is fed with red, green and blue.
pub(crate) fn rgb(version: Version) -> Vec<u8> {
    let colour = |light: &[f64]| overprint(&light.iter().map(|light| 1.0 - light).collect::<Vec<_>>());
    profile(b"prtrRGB ", version, table(3, &colour), 3)
}

/// Between the overprints, as much of each as paper is covered by it (Demichel).
fn overprint(inks: &[f64]) -> Lab {
    let mut sum = [0.0; 3];
    for (number, colour) in OVERPRINTS.iter().enumerate() {
        let share: f64 = inks
            .iter()
            .enumerate()
            .map(|(ink, amount)| if number >> ink & 1 == 1 { *amount } else { 1.0 - amount })
            .product();
        for (sum, channel) in sum.iter_mut().zip(colour) {
            *sum += share * channel;
        }
    }
    sum
}

/// The colours of the table. The last channel changes fastest.
fn table(channels: u32, colour: &dyn Fn(&[f64]) -> Lab) -> Vec<Lab> {
    let steps = u32::from(STEPS);
    let place = |number: u32| -> Vec<f64> {
        let step = |channel: u32| number / steps.pow(channels - 1 - channel) % steps;
        (0..channels)
            .map(|channel| f64::from(step(channel)) / f64::from(steps - 1))
            .collect()
    };
    (0..steps.pow(channels)).map(|number| colour(&place(number))).collect()
}

fn profile(kind: &[u8; 8], version: Version, table: Vec<Lab>, channels: u8) -> Vec<u8> {
    let tags = match version {
        Version::Two => vec![(b"A2B0", lut16(&table, channels)), (b"wtpt", d50())],
        Version::Four => vec![(b"A2B0", lut_a_to_b(&table, channels)), (b"wtpt", d50())],
    };
    let mut directory = u32::try_from(tags.len()).unwrap().to_be_bytes().to_vec();
    let mut at = 128 + 4 + 12 * tags.len();
    for (name, content) in &tags {
        directory.extend(*name);
        directory.extend(u32::try_from(at).unwrap().to_be_bytes());
        directory.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        at += content.len();
    }
    let mut header = vec![0; 128];
    header[..4].copy_from_slice(&u32::try_from(at).unwrap().to_be_bytes());
    header[8] = if version == Version::Two { 2 } else { 4 };
    header[12..20].copy_from_slice(kind);
    header[20..24].copy_from_slice(b"Lab ");
    header[36..40].copy_from_slice(b"acsp");
    header[68..80].copy_from_slice(&d50()[8..]);
    [
        header,
        directory,
        tags.into_iter().flat_map(|(_, content)| content).collect(),
    ]
    .concat()
}

fn d50() -> Vec<u8> {
    let white = [0x0000_f6d6_u32, 0x0001_0000, 0x0000_d32d];
    [
        b"XYZ \0\0\0\0".to_vec(),
        white.iter().flat_map(|n| n.to_be_bytes()).collect(),
    ]
    .concat()
}

fn words(values: impl IntoIterator<Item = u16>) -> Vec<u8> {
    values.into_iter().flat_map(u16::to_be_bytes).collect()
}

/// Lab in sixteen bits, of which L* 100 is `full`.
fn encoded(table: &[Lab], full: f64) -> Vec<u8> {
    let scale = full / 255.0;
    let channels = |[l, a, b]: &Lab| [l / 100.0 * full, (a + 128.0) * scale, (b + 128.0) * scale];
    words(table.iter().flat_map(channels).map(|value| value.round() as u16))
}

fn lut16(table: &[Lab], channels: u8) -> Vec<u8> {
    let one = 0x0001_0000_u32;
    let matrix = [one, 0, 0, 0, one, 0, 0, 0, one];
    [
        b"mft2\0\0\0\0".to_vec(),
        vec![channels, 3, STEPS, 0],
        matrix.iter().flat_map(|n| n.to_be_bytes()).collect(),
        words([2, 2]),
        words([0, u16::MAX].repeat(channels.into())),
        encoded(table, 65_280.0),
        words([0, u16::MAX].repeat(3)),
    ]
    .concat()
}

fn lut_a_to_b(table: &[Lab], channels: u8) -> Vec<u8> {
    // a curve without points is straight
    let straight = |count: u8| b"curv\0\0\0\0\0\0\0\0".repeat(count.into());
    let mut steps = vec![0; 16];
    steps[..channels.into()].fill(STEPS);
    let mut clut = [steps, vec![2, 0, 0, 0], encoded(table, 65_535.0)].concat();
    clut.resize(clut.len().next_multiple_of(4), 0);
    let b_at = 32;
    let clut_at = b_at + straight(3).len();
    let a_at = clut_at + clut.len();
    let offsets = [b_at, 0, 0, clut_at, a_at].map(|at| u32::try_from(at).unwrap());
    [
        b"mAB \0\0\0\0".to_vec(),
        vec![channels, 3, 0, 0],
        offsets.iter().flat_map(|n| n.to_be_bytes()).collect(),
        straight(3),
        clut,
        straight(channels),
    ]
    .concat()
}
