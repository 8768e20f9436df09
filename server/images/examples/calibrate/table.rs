//! The table: format, width, quality, median and worst score, median bytes.

use crate::photo::{Photo, median, score};
use domain::media::MediaType;
use images::{
    encode::{self, quality::target},
    pixels::Pixels,
};
use std::error::Error;

const FORMATS: [(MediaType, &[u32]); 3] = [
    (MediaType::Webp, &[320, 640, 1280, 2048]),
    (MediaType::Avif, &[320, 640, 1280, 2048]),
    (MediaType::Jpeg, &[1280]),
];

struct Outcome {
    scores: Vec<f64>,
    bytes: Vec<f64>,
}

pub(crate) fn print(photos: &[Photo]) -> Result<(), Box<dyn Error>> {
    println!(
        "{} photographs: {}",
        photos.len(),
        photos
            .iter()
            .map(|photo| photo.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    );
    println!("| format | width | target | quality | median score | worst score | median bytes |");
    println!("|---|---|---|---|---|---|---|");
    for (media_type, widths) in FORMATS {
        for width in widths {
            let sizes: Vec<Pixels> = photos.iter().filter_map(|photo| photo.at(*width)).collect();
            let quality = lowest(&sizes, media_type, target(*width))?;
            let Outcome { scores, bytes } = outcome(&sizes, media_type, quality)?;
            let worst = scores.iter().copied().fold(f64::INFINITY, f64::min);
            println!(
                "| {} | {width} | {} | {quality} | {:.1} | {worst:.1} | {:.0} |",
                media_type.extension(),
                target(*width),
                median(scores),
                median(bytes),
            );
        }
    }
    Ok(())
}

/// The lowest quality at which half of the pictures reach the target.
fn lowest(sizes: &[Pixels], media_type: MediaType, target: f64) -> Result<u8, Box<dyn Error>> {
    let (mut low, mut high) = (20, 98);
    while low < high {
        let middle = u8::midpoint(low, high);
        if median(outcome(sizes, media_type, middle)?.scores) >= target {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(high)
}

fn outcome(sizes: &[Pixels], media_type: MediaType, quality: u8) -> Result<Outcome, Box<dyn Error>> {
    let mut outcome = Outcome {
        scores: Vec::new(),
        bytes: Vec::new(),
    };
    for picture in sizes {
        let file = encode::at(picture, media_type, quality, None).map_err(|fault| format!("{fault:?}"))?;
        outcome.scores.push(score(picture, &file)?);
        outcome.bytes.push(f64::from(u32::try_from(file.len())?));
    }
    Ok(outcome)
}
