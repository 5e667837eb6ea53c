/**
 * An invented provider of identities (OpenID Connect): a page with a person to choose, and tokens that it signs.
 *
 * It looks as hard at us as a real one would: the address it sends browsers back to, the secret, the code's one use and
 * what the code is bound to. What a journey wants to go wrong is changed in the fields of what `provider()` gives.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { createServer } from "node:http";

const CLIENT = "xinan";
const SECRET = "a secret: 密";

const key = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const base64 = (what) => Buffer.from(what).toString("base64url");
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Starts one. `people` are the words by which it knows them. */
export async function provider(people = ["4711"]) {
  const idp = new Provider(people);
  const server = createServer((request, response) => idp.answer(request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // By another name than ours: browsers see another site.
  idp.origin = `http://localhost:${server.address().port}`;
  idp.stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return idp;
}

class Provider {
  constructor(people) {
    this.people = people;
    /** What it shows, and what it signs with. */
    this.shown = key();
    this.signs = this.shown;
    /** What the next tokens say otherwise. */
    this.says = {};
    /** Codes are answered with a fault. */
    this.fails = false;
    this.codes = new Map();
  }

  /** The words of the command line that name it; `path` is a file for the secret. */
  options(path) {
    return ["--oidc-issuer", this.origin, "--oidc-client-id", CLIENT, "--oidc-client-secret-file", path];
  }

  get secret() {
    return SECRET;
  }

  async answer(request, response) {
    const { pathname, searchParams } = new URL(request.url, this.origin);
    const answer = (status, type, body) => response.writeHead(status, { "content-type": type }).end(body);
    const json = (body, status = 200) => answer(status, "application/json", JSON.stringify(body));
    if (pathname === "/.well-known/openid-configuration") return json(this.described());
    if (pathname === "/keys") return json({ keys: [this.publicKey()] });
    if (pathname === "/token") return this.fails ? json({}, 500) : json(...this.exchanged(request, await bodyOf(request)));
    if (pathname === "/authorize") return answer(200, "text/html; charset=utf-8", this.page(searchParams));
    if (pathname === "/chosen") return response.writeHead(303, { location: this.back(searchParams) }).end();
    return answer(404, "text/plain", "404");
  }

  described() {
    return {
      issuer: this.origin,
      authorization_endpoint: `${this.origin}/authorize`,
      token_endpoint: `${this.origin}/token`,
      jwks_uri: `${this.origin}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      authorization_response_iss_parameter_supported: true,
    };
  }

  publicKey() {
    return { ...this.shown.publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" };
  }

  /** Who are you? */
  page(asked) {
    const wanted = { response_type: "code", client_id: CLIENT, scope: "openid", code_challenge_method: "S256", prompt: "login", max_age: "0" };
    for (const [name, value] of Object.entries(wanted)) {
      if (asked.get(name) !== value) return `<p>${name} is ${escaped(asked.get(name) ?? "missing")}`;
    }
    const link = (more, name) => `<p><a href="/chosen?${escaped(`${new URLSearchParams([...asked, ...more])}`)}">${name}</a>`;
    const people = this.people.map((person) => link([["as", person]], `以 ${escaped(person)} 登录`)).join("");
    const icon = `<link rel="icon" href="data:,">`;
    return `<!doctype html><html lang="zh-CN"><title>市统一身份</title>${icon}<h1>市统一身份</h1>${people}${link([], "不登录")}`;
  }

  /** Where the browser goes on to. */
  back(asked) {
    const said = new URLSearchParams({ state: asked.get("state"), iss: this.origin });
    if (asked.has("as")) {
      const code = base64(randomBytes(16));
      const asking = Object.fromEntries(["nonce", "code_challenge", "redirect_uri", "as"].map((name) => [name, asked.get(name)]));
      this.codes.set(code, asking);
      said.set("code", code);
    } else {
      said.set("error", "access_denied");
    }
    return `${asked.get("redirect_uri")}?${said}`;
  }

  /** A token for a code, as what goes into an answer. */
  exchanged(request, sent) {
    const asking = this.codes.get(sent.get("code"));
    this.codes.delete(sent.get("code"));
    const form = (text) => new URLSearchParams({ "": text }).toString().slice(1);
    const basic = `Basic ${Buffer.from(`${form(CLIENT)}:${form(SECRET)}`).toString("base64")}`;
    const challenge = createHash("sha256").update(sent.get("code_verifier") ?? "").digest("base64url");
    const holds =
      asking &&
      request.headers.authorization === basic &&
      sent.get("grant_type") === "authorization_code" &&
      sent.get("redirect_uri") === asking.redirect_uri &&
      challenge === asking.code_challenge;
    if (!holds) return [{ error: "invalid_grant" }, 400];
    return [{ id_token: this.token(asking), token_type: "Bearer", access_token: "x" }];
  }

  token({ as: sub, nonce }) {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.origin, sub, aud: CLIENT, exp: now + 300, iat: now, auth_time: now, nonce, ...this.says };
    const head = { alg: "RS256", typ: "JWT", kid: "one" };
    const message = [head, claims].map((part) => base64(JSON.stringify(part))).join(".");
    return `${message}.${sign("RSA-SHA256", Buffer.from(message), this.signs.privateKey).toString("base64url")}`;
  }

  /** From now on it signs with a key that it does not show. */
  forge() {
    this.signs = key();
  }
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString());
}
