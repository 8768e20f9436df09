//! The placeholder as CSS shows it, beside its photo and beside thumbhash: as numbers, and as a sheet to look at
//! (`tmp/placeholders.png` in cargo's target folder).

use crate::support::{Picture, picture::Colour, writers::file};
use domain::placeholder::{GRID, colours};
use images::{
    facts::placeholder,
    pixels::{Layout, Pixels},
};

/// Height of a row in the sheet, in pixels.
const HEIGHT: u32 = 120;

fn photos() -> Vec<Picture> {
    let sky = Picture::draw(180, 120, |x, y| {
        let sun = (f64::from(x) - 120.0).hypot(f64::from(y) - 40.0) < 22.0;
        match y {
            _ if sun => [255, 220, 140, 255],
            0..80 => [90 + y as u8, 140 + (y / 2) as u8, 220, 255],
            _ => [60, 110 - (x % 30) as u8, 50, 255],
        }
    });
    let night = Picture::draw(90, 120, |x, y| [(x / 3) as u8, 10, 60 - (y / 3) as u8, 255]);
    vec![
        Picture::decode(&file("iphone-4s.jpg")),
        sky,
        night,
        Picture::corners(180, 120),
    ]
}

fn placeholder_of(picture: &Picture) -> String {
    placeholder(&Pixels::new(picture.width, picture.height, Layout::Rgba, picture.rgba()).unwrap())
}

/// As `style/grid.css` shows it: two gradients of three colours, the upper fading out from 20 to 80 % of the height.
fn as_css_shows(text: &str, width: u32, height: u32) -> Picture {
    let cells = colours(text).unwrap().map(|colour| {
        let digits: Vec<u32> = colour[1..]
            .chars()
            .map(|digit| digit.to_digit(16).unwrap() * 17)
            .collect();
        [digits[0], digits[1], digits[2]].map(f64::from)
    });
    let mix = |one: [f64; 3], other: [f64; 3], part: f64| -> [f64; 3] {
        std::array::from_fn(|i| one[i] * (1.0 - part) + other[i] * part)
    };
    let gradient = |row: usize, across: f64| {
        let [left, middle, right] = [cells[row * 3], cells[row * 3 + 1], cells[row * 3 + 2]];
        if across < 0.5 {
            mix(left, middle, across * 2.0)
        } else {
            mix(middle, right, across * 2.0 - 1.0)
        }
    };
    Picture::draw(width, height, |x, y| {
        let (across, down) = (
            (f64::from(x) + 0.5) / f64::from(width),
            (f64::from(y) + 0.5) / f64::from(height),
        );
        let lower = ((down - 0.2) / 0.6).clamp(0.0, 1.0);
        let [r, g, b] = mix(gradient(0, across), gradient(1, across), lower).map(|channel| channel.round() as u8);
        [r, g, b, 255]
    })
}

fn as_thumbhash_shows(picture: &Picture, width: u32, height: u32) -> Picture {
    // it takes at most 100 pixels a side
    let by = picture.width.max(picture.height).div_ceil(100);
    let small = picture.shrunk(by);
    let hash = thumbhash::rgba_to_thumb_hash(small.width as usize, small.height as usize, &small.rgba());
    let (w, h, rgba) = thumbhash::thumb_hash_to_rgba(&hash).unwrap();
    let pixels: Vec<Colour> = rgba.as_chunks().0.to_vec();
    Picture::draw(width, height, |x, y| {
        pixels[(y as usize * h / height as usize) * w + x as usize * w / width as usize]
    })
}

/// The average distance of the channels of each cell's average colour.
fn error(one: &Picture, other: &Picture) -> f64 {
    let averages = |picture: &Picture| -> Vec<f64> {
        let (columns, rows) = GRID;
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        cells
            .flat_map(|(column, row)| {
                let within = |place: u32, length: u32, index: u32, count: u32| place * count / length == index;
                let mut sums = [0.0; 4];
                for y in (0..picture.height).filter(|y| within(*y, picture.height, row, rows)) {
                    for x in (0..picture.width).filter(|x| within(*x, picture.width, column, columns)) {
                        let colour = picture.at(x, y);
                        (0..3).for_each(|i| sums[i] += f64::from(colour[i]));
                        sums[3] += 1.0;
                    }
                }
                [0, 1, 2].map(|i| sums[i] / sums[3])
            })
            .collect()
    };
    let (one, other) = (averages(one), averages(other));
    let distances = one.iter().zip(&other).map(|(a, b)| (a - b).abs());
    distances.sum::<f64>() / 18.0
}

#[test]
fn the_placeholder_has_the_colours_of_its_photo() {
    let mut rows = Vec::new();
    for photo in photos() {
        let width = photo.width * HEIGHT / photo.height;
        let scaled = Picture::draw(width, HEIGHT, |x, y| {
            photo.at(x * photo.width / width, y * photo.height / HEIGHT)
        });
        let ours = as_css_shows(&placeholder_of(&photo), width, HEIGHT);
        let theirs = as_thumbhash_shows(&photo, width, HEIGHT);
        let (our_error, their_error) = (error(&scaled, &ours), error(&scaled, &theirs));
        println!(
            "{}×{}: ours {our_error:.1}, thumbhash {their_error:.1}",
            photo.width, photo.height
        );
        // the last picture has four quarters of full colour, whose edges no few colours can show: thumbhash is 19 off, too
        assert!(our_error < 25.0, "{our_error}");
        // one colour for everything would be worse
        let flat = Picture::flat(1, 1, photo.shrunk(photo.width.min(photo.height)).at(0, 0));
        let flat = Picture::flat(width, HEIGHT, flat.at(0, 0));
        assert!(our_error < error(&scaled, &flat) + 1.0);
        rows.push([scaled, ours, theirs]);
    }
    let folder = env!("CARGO_TARGET_TMPDIR");
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(format!("{folder}/placeholders.png"), sheet(&rows)).unwrap();
}

/// Photo, placeholder and thumbhash side by side, a row for each photo, as a PNG.
fn sheet(rows: &[[Picture; 3]]) -> Vec<u8> {
    let gap = 8;
    let columns: u32 = rows.iter().map(|row| row[0].width).max().unwrap() + gap;
    let line = HEIGHT + gap;
    let sheet = Picture::draw(columns * 3, line * u32::try_from(rows.len()).unwrap(), |x, y| {
        let picture = &rows[(y / line) as usize][(x / columns) as usize];
        let (x, y) = (x % columns, y % line);
        if x < picture.width && y < picture.height {
            picture.at(x, y)
        } else {
            [255; 4]
        }
    });
    crate::support::writers::png(
        &sheet,
        crate::support::writers::Png::Rgb,
        &crate::support::writers::Extras::default(),
    )
}
