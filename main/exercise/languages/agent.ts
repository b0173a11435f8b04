/** A user agent that follows redirects: `get http://origin.test/x`, `post http://origin.test/form a=1 b=2`, header lines below. */

export interface AgentStep {
  kind: "request";
  method: string;
  /** Absolute http: or https: URL. */
  url: string;
  headers: { name: string; value: string }[];
  /** Set where fields or a body are sent. */
  body: Uint8Array | null;
  /** "follow" (the default): as browsers do; "manual": the redirect itself is the answer. */
  redirect: "follow" | "manual";
}
