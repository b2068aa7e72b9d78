type Clipboard = (text: string) => void

const clipboards = new WeakMap<object, Clipboard>()

/** What the actors in this system copy goes there. */
export function rememberClipboard(system: object, copy: Clipboard): void {
  clipboards.set(system, copy)
}

/** Sends a text to the clipboard of an actor system. Without an app, it does nothing. */
export function copyIn(system: object, text: string): void {
  clipboards.get(system)?.(text)
}
