//! What stands in the boxes, and who may have the paper.

mod boxes;
mod doors;
#[cfg(unix)]
mod press;
