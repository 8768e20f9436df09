//! The pixels of a PNG, row by row, so that a large one takes little memory.

use crate::{
    colour::Deep,
    fault::Fault,
    formats::{Decoded, Header, Profile, Wanted, rows::Rows},
    pixels::Layout,
};
use png::{BitDepth, ColorType, DecodeOptions, Decoder, Transformations};
use std::io::Cursor;

type Reader<'a> = png::Reader<Cursor<&'a [u8]>>;

/// Decodes the pixels. Sixteen bits become eight only after the colours were converted.
///
/// # Errors
/// If the file is damaged.
pub fn decode(file: &[u8], header: &Header, wanted: Wanted) -> Result<Decoded, Fault> {
    let mut options = DecodeOptions::default();
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(file), options);
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(|_| Fault::damaged())?;
    let (colours, depth) = reader.output_color_type();
    let layout = match colours {
        ColorType::Grayscale => Layout::Grey,
        ColorType::Rgb | ColorType::Indexed => Layout::Rgb,
        ColorType::GrayscaleAlpha | ColorType::Rgba => Layout::Rgba,
    };
    let rows = Rows::new((header.width, header.height), layout, wanted);
    let spread = colours == ColorType::GrayscaleAlpha;
    if depth == BitDepth::Sixteen {
        decode_words(&mut reader, rows, spread, Deep::new(&header.profile, layout))
    } else {
        decode_bytes(&mut reader, rows, spread, &header.profile)
    }
}

fn decode_bytes(reader: &mut Reader<'_>, mut rows: Rows, spread: bool, profile: &Profile) -> Result<Decoded, Fault> {
    let mut wide = Vec::new();
    each_row(reader, |row| {
        if spread {
            spread_grey(row, &mut wide);
            rows.push(&wide);
        } else {
            rows.push(row);
        }
    })?;
    Ok(Decoded {
        picture: rows.finish::<u8>()?,
        profile: profile.clone(),
    })
}

fn decode_words(reader: &mut Reader<'_>, mut rows: Rows, spread: bool, mut deep: Deep) -> Result<Decoded, Fault> {
    let (mut words, mut wide) = (Vec::new(), Vec::new());
    each_row(reader, |row| {
        words.clear();
        words.extend(row.as_chunks().0.iter().map(|word| u16::from_be_bytes(*word)));
        let row = if spread {
            spread_grey(&words, &mut wide);
            &mut wide
        } else {
            &mut words
        };
        deep.convert(row);
        rows.push(row);
    })?;
    Ok(Decoded {
        picture: rows.finish::<u16>()?,
        profile: Profile::Srgb,
    })
}

/// Goes through the rows from the top. Rows that come in seven passes are put in order first.
fn each_row(reader: &mut Reader<'_>, mut take: impl FnMut(&[u8])) -> Result<(), Fault> {
    let damaged = |_| Fault::damaged();
    let (width, interlaced) = (reader.info().width, reader.info().interlaced);
    let row_bytes = reader.output_line_size(width).ok_or_else(Fault::damaged)?;
    if interlaced {
        let mut whole = vec![0; reader.output_buffer_size().ok_or_else(Fault::damaged)?];
        reader.next_frame(&mut whole).map_err(damaged)?;
        whole.chunks_exact(row_bytes).for_each(take);
        return Ok(());
    }
    while let Some(row) = reader.next_row().map_err(damaged)? {
        // the default picture of an animation says its size once more
        if row.data().len() != row_bytes {
            return Err(Fault::damaged());
        }
        take(row.data());
    }
    Ok(())
}

fn spread_grey<S: Copy>(row: &[S], into: &mut Vec<S>) {
    into.clear();
    let pixels = row.as_chunks().0.iter();
    into.extend(pixels.flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]));
}
