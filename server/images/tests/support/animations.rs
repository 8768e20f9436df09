//! Writes GIFs, and animations of every format that has them.

use super::picture::{Colour, Picture};
use gif::{DisposalMethod, Encoder, Frame};
use webp::{AnimEncoder, AnimFrame, WebPConfig};

/// One picture of a GIF. Its transparent pixels are those whose alpha is 0.
#[derive(Debug, Clone)]
pub(crate) struct GifFrame<'a> {
    pub(crate) picture: &'a Picture,
    pub(crate) left: u16,
    pub(crate) top: u16,
    pub(crate) interlaced: bool,
}

impl<'a> GifFrame<'a> {
    pub(crate) fn of(picture: &'a Picture) -> Self {
        Self {
            picture,
            left: 0,
            top: 0,
            interlaced: false,
        }
    }

    fn frame(&self) -> Frame<'static> {
        let picture = self.picture;
        let mut colours: Vec<Colour> = picture.pixels.clone();
        colours.sort_unstable();
        colours.dedup();
        let index = |colour: &Colour| u8::try_from(colours.binary_search(colour).unwrap()).unwrap();
        let rows: Vec<&[Colour]> = picture.pixels.chunks(picture.width as usize).collect();
        let order: Vec<usize> = if self.interlaced {
            // GIF89a, appendix E
            [(0, 8), (4, 8), (2, 4), (1, 2)]
                .into_iter()
                .flat_map(|(first, step)| (first..rows.len()).step_by(step))
                .collect()
        } else {
            (0..rows.len()).collect()
        };
        Frame {
            left: self.left,
            top: self.top,
            width: picture.width.try_into().unwrap(),
            height: picture.height.try_into().unwrap(),
            interlaced: self.interlaced,
            dispose: DisposalMethod::Keep,
            delay: 10,
            transparent: colours
                .iter()
                .position(|colour| colour[3] == 0)
                .map(|at| u8::try_from(at).unwrap()),
            palette: Some(colours.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect()),
            buffer: order.into_iter().flat_map(|row| rows[row].iter().map(index)).collect(),
            ..Frame::default()
        }
    }
}

/// A GIF of these pictures on a screen of this size.
pub(crate) fn gif(screen: (u16, u16), frames: &[GifFrame<'_>]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, screen.0, screen.1, &[]).unwrap();
    for frame in frames {
        encoder.write_frame(&frame.frame()).unwrap();
    }
    drop(encoder);
    file
}

/// A GIF of one picture, as large as its screen.
pub(crate) fn still_gif(picture: &Picture) -> Vec<u8> {
    let screen = (picture.width.try_into().unwrap(), picture.height.try_into().unwrap());
    gif(screen, &[GifFrame::of(picture)])
}

/// An animated WebP, as libwebp writes it.
pub(crate) fn animated_webp(pictures: &[Picture], lossless: bool) -> Vec<u8> {
    let mut config = WebPConfig::new().unwrap();
    config.lossless = lossless.into();
    config.quality = 95.0;
    let data: Vec<Vec<u8>> = pictures.iter().map(Picture::rgba).collect();
    let (width, height) = (pictures[0].width, pictures[0].height);
    let mut encoder = AnimEncoder::new(width, height, &config);
    for (number, data) in data.iter().enumerate() {
        let time = i32::try_from(number).unwrap() * 100;
        encoder.add_frame(AnimFrame::from_rgba(data, width, height, time));
    }
    encoder.encode().to_vec()
}

/// An animated PNG; its first picture is what is shown where animations are not.
pub(crate) fn animated_png(pictures: &[Picture]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pictures[0].width, pictures[0].height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_animated(pictures.len().try_into().unwrap(), 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for picture in pictures {
        writer.write_image_data(&picture.rgba()).unwrap();
    }
    writer.finish().unwrap();
    file
}
