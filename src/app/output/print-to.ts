const watched = new WeakSet<NodeJS.WriteStream>()

/**
 * Writes to a stream that isn't a screen. Who read it may have seen enough (`| head`), which isn't an error. Any other output
 * that is lost, as on a full disk, is reported, and the process ends with status 1.
 */
export function printTo(stream: NodeJS.WriteStream, text: string): void {
  if (!watched.has(stream)) stream.on('error', reportLoss)
  watched.add(stream)
  stream.write(text)
}

function reportLoss({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return
  process.exitCode = 1
  process.stderr.write(`the output is lost: ${message}\n`)
}
