/** The origin as a gateway: it asks backend.test and says what became of it. RFC 9110 §7.6 and §15.6.3 to §15.6.5. */
import { DialRefused } from "../../env.ts";
import { latin1Bytes, text, type Response } from "../message.ts";
import { ResponseReader } from "../response-reader.ts";
import { readMethods, route, type Route, type Site } from "./resource.ts";

/** What the backend does, by port; nothing listens on the last. */
export const backendPorts = { ok: 8080, garbage: 8081, silent: 8082, down: 8083 } as const;

/** Fields that belong to one connection and are not forwarded (RFC 9110 §7.6.1). */
const hopByHop = new Set(["connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade", "content-length", "date"]);

export const gateway: Route[] = Object.entries(backendPorts).map(([name, port]) =>
  route(`/gateway/${name}`, readMethods, (request, site) => forwarded(name, port, request.method, site)),
);

async function forwarded(name: string, port: number, method: string, site: Site): Promise<Response> {
  try {
    return await ask(name, port, method, site);
  } catch (error) {
    if (error instanceof DialRefused)
      return { ...text(502, "The backend refused the connection.\n"), because: "nothing listens at the backend (RFC 9110 §15.6.3)" };
    return { ...text(500, "Something went wrong on our side.\n"), because: "the gateway failed" };
  }
}

async function ask(name: string, port: number, method: string, { env, settings, backend }: Site): Promise<Response> {
  await env.working(backend());
  const socket = await env.dial("origin", { host: "backend", port });
  const timeoutMs = Number(settings["gatewayTimeout"]) * 1000;
  return new Promise((resolve) => {
    const reader = new ResponseReader();
    reader.expect(method);
    const answer = (response: Response) => {
      timer.cancel();
      socket.end();
      resolve(response);
    };
    const timer = env.clock.after(timeoutMs, () =>
      answer({ ...text(504, "The backend didn't answer in time.\n"), because: `no answer within ${timeoutMs / 1000} s (RFC 9110 §15.6.5)` }),
    );
    const look = () => {
      if (reader.broken !== null) return answer({ ...text(502, "The backend's answer is no HTTP.\n"), because: `${reader.broken} (RFC 9110 §15.6.3)` });
      const final = reader.responses.find((response) => response.status >= 200);
      if (final === undefined) return;
      const fields = final.fields.filter(([field]) => !hopByHop.has(field.toLowerCase()));
      answer({ status: final.status, fields: [...fields, ["Via", "1.1 origin.test"]], content: final.content });
    };
    socket.handle({
      bytes: (bytes) => {
        reader.bytes(bytes);
        look();
      },
      fin: () => {
        reader.end();
        look();
      },
      closed: () => answer({ ...text(502, "The backend broke off.\n"), because: "the connection broke off before an answer (RFC 9110 §15.6.3)" }),
    });
    socket.write(latin1Bytes(`${method} /${name} HTTP/1.1\r\nHost: backend.test:${port}\r\nVia: 1.1 origin.test\r\nConnection: close\r\n\r\n`));
  });
}
