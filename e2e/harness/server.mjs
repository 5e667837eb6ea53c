/**
 * A demo server for a test file: its own county in its own temporary folder, on a free port.
 *
 * `XINAN_BIN` names the program; `cargo xtask e2e` builds it and sets it.
 */
import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** How long a first start may take, in milliseconds: the program of the tests is not optimised. */
const PATIENCE = 180_000;

/**
 * Starts `xinan demo` and waits until it listens.
 *
 * `people` is the size of the county; `seed` makes it always the same one. Further arguments of the
 * command line may follow in `more`.
 */
export async function start({ people = 200, seed = 1, more = [] } = {}) {
  const server = new Server(mkdtempSync(join(tmpdir(), "xinan-e2e-")));
  try {
    await server.begin("demo", ["--people", `${people}`, "--seed", `${seed}`, ...more]);
    server.accounts = JSON.parse(readFileSync(join(server.data, "accounts.json"), "utf8"));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

function program() {
  const named = process.env.XINAN_BIN ?? fileURLToPath(new URL("../../target/debug/xinan", import.meta.url));
  try {
    accessSync(named, constants.X_OK);
  } catch {
    throw new Error(`There is no program ${named}. \`cargo xtask e2e\` builds it and runs these tests.`);
  }
  return named;
}

class Server {
  constructor(folder) {
    this.folder = folder;
    /** The data folder, for tests that use the command line beside the pages. */
    this.data = join(folder, "data");
    /** The server's last words, for the message of a failed start. */
    this.log = [];
  }

  /** Starts `xinan COMMAND` on the data folder, and waits until it listens. */
  async begin(command, more) {
    const given = [command, "--data", this.data, "--listen", "127.0.0.1:0", ...more];
    const child = spawn(program(), given, { stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    this.ended = new Promise((resolve) => child.once("close", resolve));
    // A test file that dies must not leave its server behind.
    this.end = () => child.kill("SIGKILL");
    process.once("exit", this.end);
    this.origin = await this.listening();
  }

  /** Serves the same county as a deployment, with further words of the command line; at another port. */
  async serve(more) {
    await this.halt();
    await this.begin("serve", more);
  }

  /** Waits for the line "listening on http://…" and gives the origin. */
  listening() {
    return new Promise((resolve, reject) => {
      const fail = (what) => reject(new Error(`${what}\n${this.log.slice(-20).join("\n")}`));
      const timer = setTimeout(() => fail("The server was not listening in time."), PATIENCE);
      timer.unref();
      this.child.once("error", (error) => fail(`The server could not be started: ${error.message}`));
      this.child.once("close", (code) => fail(`The server ended with ${code} before it was listening.`));
      for (const stream of [this.child.stdout, this.child.stderr]) {
        createInterface({ input: stream }).on("line", (line) => {
          this.log.push(line);
          if (this.log.length > 200) this.log.shift();
          const address = /listening on (http:\/\/[^\s/]+)/.exec(line);
          if (address) {
            clearTimeout(timer);
            resolve(address[1]);
          }
        });
      }
    });
  }

  /** The first account of that post, as accounts.json names posts. */
  account(post) {
    const account = this.accounts.find((account) => account.post === post);
    if (!account) {
      const posts = this.accounts.map((account) => account.post).join(", ");
      throw new Error(`There is no account of the post ${post}; there are ${posts}.`);
    }
    return account;
  }

  /** Stops the program in good order, or after ten seconds without. */
  async halt() {
    if (!this.child) return;
    this.child.kill("SIGTERM");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await this.ended;
    clearTimeout(timer);
    process.removeListener("exit", this.end);
  }

  /** Stops the server, and removes its folder. */
  async stop() {
    await this.halt();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
