/**
 * The preload: hands the page one MessagePort to the app and nothing else. The page's world gets no function and no
 * object of Electron; it sees one `message` event with the port.
 */
import { ipcRenderer } from "electron";

ipcRenderer.on("retransmit:port", (event) => {
  window.postMessage({ type: "retransmit:port" }, window.location.origin, [...event.ports]);
});

// Asked again after each load, so that a reloaded page gets a new port.
window.addEventListener("load", () => ipcRenderer.send("retransmit:connect"));
