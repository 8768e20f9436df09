//! What the browser knows of the grid: its measures, what is seen of it, and what has the focus. It decides nothing.

use super::{layout::Measure, live::Live, tile::Tile, window::View};
use crate::{
    browser::{document::element, window},
    text::decimal,
};
use wasm_bindgen::JsCast;
use web_sys::{CssStyleDeclaration, Element};

/// The measures of a grid, taken from its style and that of one of its tiles.
pub(super) fn measure(grid: &Element, live: &Live, tiles: &[Tile]) -> Option<Measure> {
    let (index, tile) = live.iter().next()?;
    let ratio = tiles.get(index)?.ratio;
    let (of_grid, of_tile) = (style(grid)?, style(tile)?);
    let padding = pixels(&of_grid, "padding-left")? + pixels(&of_grid, "padding-right")?;
    Some(Measure {
        width: grid.get_bounding_client_rect().width() - padding,
        row: pixels(&of_tile, "flex-basis")? / ratio,
        gap: pixels(&of_grid, "column-gap")?,
        least: pixels(&of_tile, "min-width")?,
    })
}

fn style(element: &Element) -> Option<CssStyleDeclaration> {
    window().ok()?.get_computed_style(element).ok().flatten()
}

fn pixels(style: &CssStyleDeclaration, property: &str) -> Option<f64> {
    let value = style.get_property_value(property).ok()?;
    decimal::read(value.strip_suffix("px")?)
}

/// How high the screen is.
pub(super) fn screen() -> f64 {
    let height = window().ok().and_then(|window| window.inner_height().ok());
    height.and_then(|height| height.as_f64()).unwrap_or_default()
}

/// What is seen of the grid.
pub(super) fn view(grid: &Element) -> View {
    at(-grid.get_bounding_client_rect().top())
}

/// What would be seen of the grid from there.
pub(super) fn at(top: f64) -> View {
    View { top, height: screen() }
}

/// The first tile that is seen, and where.
pub(super) fn anchor(live: &Live) -> Option<(usize, f64)> {
    live.iter().find_map(|(tile, element)| {
        let place = element.get_bounding_client_rect();
        (place.bottom() > 0.0).then(|| (tile, place.top()))
    })
}

/// Scrolls so that an element is where it was.
pub(super) fn hold(element: Option<&Element>, top: f64) {
    let Some((element, window)) = element.zip(window().ok()) else {
        return;
    };
    let moved = element.get_bounding_client_rect().top() - top;
    if moved.abs() >= 1.0 {
        window.scroll_by_with_x_and_y(0.0, moved);
    }
}

/// The tile that has the focus, or in which something has.
pub(super) fn focused(live: &Live) -> Option<usize> {
    let active = window().ok()?.document()?.active_element()?;
    let tile = active.closest("li").ok()??;
    index_of(live, &tile)
}

/// Which tile an element is.
pub(super) fn index_of(live: &Live, element: &Element) -> Option<usize> {
    live.iter()
        .find(|(_, tile)| tile.is_same_node(Some(element.unchecked_ref())))
        .map(|(index, _)| index)
}

/// Room for rows that are not in the document.
pub(super) fn spacer(height: f64) -> Option<Element> {
    element(&format!(
        "<li class=\"spacer\" aria-hidden=\"true\" style=\"height:{}px\"></li>",
        decimal::write(height)
    ))
}
