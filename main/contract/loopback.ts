/** Where the loopback host serves what. The page's address is `http://127.0.0.1:PORT/#token=TOKEN`: a fragment is never sent in a request. */

/** The WebSocket of the contract: `ws://127.0.0.1:PORT/contract?token=TOKEN`. */
export const socketPath = "/contract";
/** Name of the token in the page's fragment and in the socket's query. */
export const tokenName = "token";
