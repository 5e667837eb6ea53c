/** A few invented pages under our own content security policy, to try the harness on. */
import { createServer } from "node:http";

/** The policy that xinan sends; a page that keeps it carries no script or style of its own. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const page = (body) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
  <meta name="viewport" content="width=device-width"><title>心安</title>
  <link rel="stylesheet" href="/ours.css"></head><body><main>${body}</main></body></html>`;

const SIGN_IN = `<h1>登录</h1><form method="post"><label>账号 <input name="login"></label>
  <label>密码 <input name="password" type="password"></label><button>登录</button></form>`;

/**
 * Serves `pages`, a map from path to HTML, beside a sign-in that knows one account. Resolves to node's
 * server, with its `origin`.
 */
export async function serve(pages, policy = POLICY) {
  const server = createServer((request, response) => {
    const answer = (status, type, body, more = {}) => {
      response.writeHead(status, { "content-type": type, "content-security-policy": policy, ...more });
      response.end(body);
    };
    const html = (status, body) => answer(status, "text/html", page(body));
    const path = request.url;
    if (path === "/ours.css") return answer(200, "text/css", "body { color: #222; background: #fff }");
    if (path === "/ours.js") return answer(200, "text/javascript", "document.title = '好'");
    if (path === "/broken.js") return answer(200, "text/javascript", "throw new Error('broken')");
    if (path === "/fails") return html(500, "<h1>500</h1>");
    if (path === "/refused") return html(422, "<h1>请填随访日期</h1>");
    if (path === "/sign-in" && request.method === "POST") return signIn(request, html, answer);
    if (path === "/sign-in") return html(200, SIGN_IN);
    if (path === "/" && request.headers.cookie === "session=1") return html(200, "<h1>今日工作</h1>");
    if (path in pages) return html(200, pages[path]);
    return html(404, "<h1>404</h1>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.origin = `http://127.0.0.1:${server.address().port}`;
  return server;
}

/** The one account is `cun` with the password `a b&c`: signs that a form must encode. */
function signIn(request, html, answer) {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    const form = new URLSearchParams(body);
    const known = form.get("login") === "cun" && form.get("password") === "a b&c";
    const session = { location: "/", "set-cookie": "session=1; HttpOnly; SameSite=Lax; Path=/" };
    return known ? answer(303, "text/html", "", session) : html(422, SIGN_IN);
  });
}
