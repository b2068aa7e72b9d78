import { describe, expect, test } from 'vitest'
import { InputReader } from '../../../src/app/input/reader.ts'
import { VirtualClock } from '../../../src/app/testing/virtual-clock.ts'

function reader() {
  const clock = new VirtualClock(0)
  const read: string[] = []
  const input = new InputReader(clock, new Map(), (event) =>
    read.push(event.type === 'key' ? event.name : event.type),
  )
  return { clock, read, input, push: (bytes: string) => input.push(Buffer.from(bytes)) }
}

describe('what is begun', () => {
  test('is Esc, when nothing follows it soon', async () => {
    const { clock, read, push } = reader()
    push('\x1b')
    await clock.advance(49)
    expect(read).toEqual([])
    await clock.advance(1)
    expect(read).toEqual(['escape'])
  })

  test('is Alt with a key, or a sequence, when it follows in time', async () => {
    const { clock, read, push } = reader()
    push('\x1b')
    await clock.advance(40)
    push('a')
    push('\x1b[')
    await clock.advance(40)
    push('A')
    expect(read).toEqual(['alt+a', 'up'])
    expect(clock.pending).toBe(0)
  })

  test('is given up when a sequence does not end, and the next key is intact', async () => {
    const { clock, read, push } = reader()
    push('\x1b[1;')
    await clock.advance(499)
    expect(read).toEqual([])
    await clock.advance(1)
    push('A')
    expect(read).toEqual(['unknown', 'A'])
  })

  test('is half a character, which becomes U+FFFD', async () => {
    const { clock, read, input, push } = reader()
    input.push(Uint8Array.of(0xe6, 0xbc))
    await clock.advance(500)
    push('q')
    expect(read).toEqual(['�', 'q'])
  })

  test('is a paste, which may take its time, but not for ever', async () => {
    const { clock, read, push } = reader()
    push('\x1b[200~abc\x1b[20')
    await clock.advance(4_000)
    expect(read).toEqual([])
    push('1~')
    expect(read).toEqual(['paste'])
    push('\x1b[200~never ended')
    await clock.advance(5_000)
    push('\x03')
    expect(read).toEqual(['paste', 'paste', 'ctrl+c'])
  })

  test('leaves no timer behind when the reader is stopped', () => {
    const { clock, input, push } = reader()
    push('\x1b')
    input.stop()
    expect(clock.pending).toBe(0)
  })
})
