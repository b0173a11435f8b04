/** Binds the contract to the app's plain functions, once for both ways of carrying messages. */
import { implement, ORPCError } from "@orpc/server";
import { RPCHandler as PortHandler } from "@orpc/server/message-port";
import { RPCHandler as SocketHandler } from "@orpc/server/ws";
import { Problem } from "../app.ts";
import type { Api } from "../contract/api.ts";
import { customJsonSerializers } from "../contract/bytes.ts";
import { contract } from "../contract/contract.ts";
import type { AppProblem } from "../contract/index.ts";
import { maxCallsAtOnce } from "./message.ts";

/** One renderer. */
export interface Connection {
  callsUnderWay: number;
}

/** Turns a fault of ours into what the learner is told; writes the stack to the log. */
export type ReportFault = (error: unknown, procedure: string) => AppProblem;

export interface Handlers {
  port: PortHandler<Connection>;
  socket: SocketHandler<Connection>;
}

export function makeHandlers(api: Api<AbortSignal>, reportFault: ReportFault): Handlers {
  const router = bind(api);
  const options = {
    customJsonSerializers,
    clientInterceptors: [
      async (call: { next(): Promise<unknown>; context: Connection; path: readonly string[] }) => {
        const problemOf = (error: unknown) => asProblem(error, call.path.join("."), reportFault);
        if (call.context.callsUnderWay >= maxCallsAtOnce) throw problemOf(new Problem(tooManyCalls()));
        call.context.callsUnderWay += 1;
        const finish = () => (call.context.callsUnderWay -= 1);
        try {
          const output = await call.next();
          if (isStream(output)) return stream(output, problemOf, finish);
          finish();
          return output;
        } catch (error) {
          finish();
          throw problemOf(error);
        }
      },
    ],
  };
  return { port: new PortHandler(router, options), socket: new SocketHandler(router, options) };
}

function bind(api: Api<AbortSignal>) {
  const implementer = implement(contract).$context<Connection>();
  type Bindable = { handler(run: (call: { input: unknown; signal?: AbortSignal }) => Promise<unknown>): unknown };
  const areas = Object.entries(contract).map(([area, procedures]) => {
    const bound = Object.keys(procedures).map((name) => {
      const run = (api as unknown as Record<string, Record<string, (input: unknown, signal: AbortSignal) => Promise<unknown>>>)[area]![name]!;
      const procedure = (implementer as unknown as Record<string, Record<string, Bindable>>)[area]![name]!;
      return [name, procedure.handler(({ input, signal }) => run(input, signal ?? new AbortController().signal))];
    });
    return [area, Object.fromEntries(bound)];
  });
  // The loop loses the types that `Api` has already checked procedure by procedure.
  return implementer.router(Object.fromEntries(areas) as Parameters<typeof implementer.router>[0]);
}

const tooManyCalls = (): AppProblem => ({
  code: "transport.busy",
  data: { limit: maxCallsAtOnce },
  message: `More than ${maxCallsAtOnce} calls are under way; wait for some to end.`,
});

/** Every failure crosses as PROBLEM; of a fault only the place of the log, never its text. */
function asProblem(error: unknown, procedure: string, reportFault: ReportFault): unknown {
  const problem = error instanceof Problem ? error.problem : (invalidInput(error, procedure) ?? reportFault(error, procedure));
  return new ORPCError("PROBLEM", { data: problem, message: problem.message });
}

function invalidInput(error: unknown, procedure: string): AppProblem | null {
  if (!(error instanceof ORPCError) || error.code !== "BAD_REQUEST") return null;
  const issue = (error.data as { issues?: { message: string; path?: PropertyKey[] }[] } | undefined)?.issues?.[0];
  const path = (issue?.path ?? []).map(String).join(".");
  const reason = issue?.message ?? "unreadable";
  return {
    code: "transport.invalid",
    data: { procedure, path, reason },
    message: `${procedure} was called wrongly: ${path === "" ? "input" : path}: ${reason}`,
  };
}

function isStream(value: unknown): value is AsyncGenerator {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

async function* stream(source: AsyncGenerator, problemOf: (error: unknown) => unknown, finish: () => void): AsyncGenerator {
  try {
    yield* source;
  } catch (error) {
    throw problemOf(error);
  } finally {
    finish();
  }
}
