/**
 * The browser of the tests: the system's Chromium, started quiet and with an empty profile.
 *
 * `CHROMIUM` names another one. Nothing is downloaded: a browser that a test brings along would not be
 * the one people have, and cannot be fetched everywhere.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** What the browser would otherwise do on its own: ask the network for updates, sync, first runs. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The program to start, or a sentence that says what to install. */
export function executable() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const named = process.env.CHROMIUM;
  const places = named ? [named] : folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const program = places.find(canRun);
  if (!program) {
    throw new Error("There is no Chromium. `cargo xtask setup` installs it; CHROMIUM names one of yours.");
  }
  return program;
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a browser; each start has a new, empty profile, which goes with it. */
export async function launch() {
  return chromium.launch({ executablePath: executable(), headless: true, args: QUIET });
}
