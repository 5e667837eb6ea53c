//! Where the program's memory comes from.

/// Gives memory back when it is no longer needed, and is quicker than the system's own (docs/decisions/0018).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Takes memory from the system in small pages only.
///
/// In huge ones, two megabytes each, a few kilobytes that are still used hold all the rest: the server had a third
/// more, the typesetter a quarter, and no page came sooner. A system that refuses has its way; so have those
/// that know no huge pages.
pub(crate) fn in_small_pages() {
    #[cfg(target_os = "linux")]
    {
        _ = rustix::thread::disable_transparent_huge_pages(true);
    }
}
