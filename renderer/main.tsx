/** The entry: fonts and tokens first, then the app on a connection to its host. */
import { createRoot } from "react-dom/client";
import "@fontsource-variable/inter/opsz.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { App } from "./app.tsx";
import { ClientContext, createClient } from "./client/client.ts";
import { connect } from "./client/connection.ts";
import { recallAppearance } from "./appearance.ts";

recallAppearance(document.documentElement, localStorage);
const client = createClient(connect(window), Date.now);
const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <ClientContext value={client}>
    <App />
  </ClientContext>,
);
