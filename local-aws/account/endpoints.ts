/** Where this account can be reached. The port is known once the door is open, so it is asked for and not kept. */
export interface Endpoints {
  /** `localhost:4566`: the plain HTTP door, where every API and the WebSocket answer. */
  http(): string;
}
