/**
 * The stack of an error that a transition makes, for its constructor: only its message. Its frames would be those of the
 * statechart, which say nothing about the failure and fill the screen.
 */
export function dropStack(error: Error): void {
  const value = `${error.name}: ${error.message}`
  Object.defineProperty(error, 'stack', { value, configurable: true, writable: true })
}
