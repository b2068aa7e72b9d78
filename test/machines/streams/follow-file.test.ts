import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { followFile, linesOf } from 'actty/machines'
import { newSince, takeCensus } from '../../../src/app/testing/census.ts'
import { settle } from '../../../src/app/testing/virtual-clock.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actty-'))
  path = join(folder, 'log')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Follows the file, and takes lines one by one. */
function follow(options: { fromStart?: boolean } = {}) {
  const abort = new AbortController()
  const lines = followFile(path, { signal: abort.signal, ...options })
  const next = async (count: number) => {
    const taken: string[] = []
    while (taken.length < count) taken.push((await lines.next()).value as string)
    return taken
  }
  const end = async () => {
    abort.abort()
    await lines.return()
  }
  return { next, lines, abort, end }
}

describe('followFile', () => {
  test('returns the lines that are there, and those that come', async () => {
    writeFileSync(path, 'one\ntwo\nthr')
    const { next, end } = follow()
    expect(await next(2)).toEqual(['one', 'two'])
    const third = next(1)
    appendFileSync(path, 'ee\n')
    expect(await third).toEqual(['three'])
    await end()
  })

  test('returns only the lines that come, if fromStart is false', async () => {
    writeFileSync(path, 'old\n')
    const { next, end } = follow({ fromStart: false })
    let first: string[] | undefined
    const taken = next(1).then((lines) => (first = lines))
    while (first === undefined) {
      appendFileSync(path, 'new\n')
      await settle()
    }
    expect(await taken).toEqual(['new'])
    await end()
  })

  test('starts from the beginning if the file is truncated', async () => {
    writeFileSync(path, 'one\ntwo\nhalf a l')
    const { next, end } = follow()
    await next(2)
    const after = next(1)
    truncateSync(path)
    appendFileSync(path, 'again\n')
    expect(await after).toEqual(['again'])
    await end()
  })

  test('goes on with the new file if it is replaced, as when logs are rotated', async () => {
    writeFileSync(path, 'one\n')
    const { next, end } = follow()
    await next(1)
    const after = next(1)
    renameSync(path, `${path}.1`)
    writeFileSync(path, 'in the new file\n')
    expect(await after).toEqual(['in the new file'])
    await end()
  })

  test('ends when it is aborted, and leaves nothing open', async () => {
    const before = takeCensus()
    writeFileSync(path, 'one\n')
    const { next, lines, abort } = follow()
    await next(1)
    const last = lines.next()
    abort.abort()
    expect(await last).toEqual({ done: true, value: undefined })
    await settle()
    expect(newSince(before)).toEqual([])
  })

  test('fails if there is no file', async () => {
    await expect(follow().lines.next()).rejects.toThrow('ENOENT')
  })

  test('loses no line of many', async () => {
    writeFileSync(path, '')
    const { next, end } = follow()
    const all = next(20_000)
    for (let batch = 0; batch < 20; batch++) {
      appendFileSync(path, Array.from({ length: 1_000 }, (_, index) => `${batch * 1_000 + index}\n`).join(''))
      await settle()
    }
    expect(await all).toEqual(Array.from({ length: 20_000 }, (_, index) => String(index)))
    await end()
  })
})

describe('69. a file that is written over in place is read from its start:', () => {
  const long = (word: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join('')

  test.each<[string, string, string]>([
    ['longer', 'one\ntwo\n', 'uno\ndos\ntres\n'],
    ['of the same size', 'one\ntwo\n', 'six\nten\n'],
    ['shorter', 'one\ntwo\n', 'uno\n'],
    ['longer, with the same beginning', 'one\ntwo\n', 'one\ndos\nthree\n'],
    ['longer, with the same end', 'one\ntwo\n', 'uno\ntwo\nmore\n'],
    ['of many lines', long('old', 2_000), long('new', 9_000)],
    ['long, with the same beginning', `${long('same', 300)}old\n`, `${long('same', 300)}new\nmore\n`],
    ['long, with the same end', `old\n${long('same', 300)}`, `new\n${long('same', 300)}more\n`],
    ['without a line end before', 'one\ntw', 'uno\ndos\n'],
  ])('%s', async (_, before, after) => {
    const linesOf = (text: string) => text.split('\n').slice(0, -1)
    writeFileSync(path, before)
    const { next, end } = follow()
    await next(linesOf(before).length)
    const taken = next(linesOf(after).length)
    await settle()
    writeFileSync(path, after, { flag: 'r+' })
    if (after.length < before.length) truncateSync(path, after.length)
    expect(await taken).toEqual(linesOf(after))
    await end()
  })

  test('with truncating, again and again', async () => {
    writeFileSync(path, 'round 0\n')
    const { next, end } = follow()
    await next(1)
    for (let round = 1; round <= 5; round++) {
      const taken = next(1)
      writeFileSync(path, `round ${round} ${'.'.repeat(round)}\n`)
      expect(await taken).toEqual([`round ${round} ${'.'.repeat(round)}`])
    }
    await end()
  })

  test('also if only the lines that come are wanted', async () => {
    writeFileSync(path, 'one\ntwo\n')
    const { lines, next, end } = follow({ fromStart: false })
    const first = next(1)
    await settle()
    await expect.poll(() => (appendFileSync(path, 'three\n'), Promise.race([first, settle()]))).toBeDefined()
    const second = lines.next()
    writeFileSync(path, 'a line of another file\nand more\nand more\nand more\nand more\n', { flag: 'r+' })
    let found = await second
    while (found.value === 'three') found = await lines.next()
    expect(found.value).toBe('a line of another file')
    await end()
  })

  test('removed, and made again', async () => {
    writeFileSync(path, 'one\n')
    const { next, end } = follow()
    await next(1)
    const taken = next(1)
    rmSync(path)
    await settle()
    writeFileSync(path, 'uno\n')
    expect(await taken).toEqual(['uno'])
    await end()
  })

  test('what is only touched, or appended to, goes on', async () => {
    writeFileSync(path, long('old', 3_000))
    const { next, end } = follow()
    await next(3_000)
    const taken = next(2)
    utimesSync(path, new Date(), new Date())
    appendFileSync(path, 'old 0\n')
    appendFileSync(path, 'old 0\n')
    expect(await taken).toEqual(['old 0', 'old 0'])
    await end()
  })
})

describe('69. a byte order mark', () => {
  test.each<[string, Buffer]>([
    ['of UTF-8', Buffer.from('\ufeffüne\ntwo\n')],
    ['of UTF-16, little endian', Buffer.from('\ufeffüne\r\ntwo\n', 'utf16le')],
    ['of UTF-16, big endian', Buffer.from('\ufeffüne\ntwo\n', 'utf16le').swap16()],
  ])('%s is no part of line 1, wherever chunks end', async (_, bytes) => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)]
      const found: string[] = []
      for await (const line of linesOf(Readable.from(chunks))) found.push(line)
      expect(found).toEqual(['üne', 'two'])
    }
  })

  test('is one only at the start; what looks like half of one is told at the end', async () => {
    const found: string[] = []
    for await (const line of linesOf(Readable.from([Buffer.from('a\n\ufeffb\n')]))) found.push(line)
    for await (const line of linesOf(Readable.from([Buffer.from([0xff])]))) found.push(line)
    expect(found).toEqual(['a', '\ufeffb', '\ufffd'])
  })
})
