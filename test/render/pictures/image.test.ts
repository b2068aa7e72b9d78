import { writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { column, image, loadImage, row } from 'actty'
import { Pane } from '../../../src/render/layout/box.ts'
import type { Pixels } from '../../../src/render/pictures/pixels.ts'
import { Screen } from '../../../src/render/screen.ts'
import { Judge } from '../../support/judge.ts'
import { scratch } from '../../support/scratch.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const RED = [255, 0, 0, 255]
const BLUE = [0, 0, 255, 255]
const CLEAR = [0, 0, 0, 0]

function pixels(width: number, ...colors: number[][]): Pixels {
  return { width, height: colors.length / width, data: Uint8Array.from(colors.flat()) }
}

describe('a picture', () => {
  test('has two pixels a cell, in their colors', async () => {
    const screen = screenOf(2, 1)
    const judge = new Judge(2, 1)
    await judge.write(draw(screen, image(pixels(2, RED, BLUE, BLUE, RED))))
    const [first, second] = judge.cells()[0]!
    expect(first).toMatchObject({ text: '▀', color: 0xff0000, background: 0x0000ff })
    expect(second).toMatchObject({ text: '▀', color: 0x0000ff, background: 0xff0000 })
  })

  test('shows what is below it where it is transparent', () => {
    const screen = screenOf(2, 1)
    draw(screen, image(pixels(2, CLEAR, RED, RED, CLEAR)))
    expect(screen.toLines()).toEqual(['▄▀'])
  })

  test('is made smaller without changing its shape', () => {
    const screen = screenOf(10, 3)
    draw(screen, image(pixels(20, ...Array.from({ length: 400 }, () => RED))))
    expect(screen.toLines()).toEqual(['▀▀▀▀▀▀', '▀▀▀▀▀▀', '▀▀▀▀▀▀'])
  })

  test('asks for the columns that it needs in the given height', () => {
    const square = pixels(20, ...Array.from({ length: 400 }, () => RED))
    expect(shown(row([image(square, { height: 2 }), 'label']), 20, 3)).toEqual(['▀▀▀▀label', '▀▀▀▀', ''])
    expect(shown(row([image(square, { width: 2 }), 'label']), 20, 2)).toEqual(['▀▀label', ''])
  })

  test('has a column and a row at the least', () => {
    const tall = pixels(1, ...Array.from({ length: 100 }, () => RED))
    expect(shown(column([image(tall, { height: 2 }), 'below']), 5, 3)).toEqual(['▀', '▀', 'below'])
  })

  test('is made of shades if there are no colors', () => {
    const screen = new Screen(new Pane(() => undefined), 3, 1, 'none')
    const white = [255, 255, 255, 255]
    draw(screen, image(pixels(2, white, BLUE, white, BLUE)))
    expect(screen.toLines()).toEqual(['█'])
  })

  test("isn't painted again if nothing has changed", () => {
    const screen = screenOf(4, 2)
    const picture = pixels(2, RED, BLUE, BLUE, RED)
    draw(screen, image(picture))
    const { written } = screen.buffer
    draw(screen, image(picture))
    expect(screen.buffer.written).toBe(written)
  })

  test('needs pixels', () => {
    expect(() => image({ width: 2, height: 2, data: new Uint8Array(3) })).toThrow('image() takes pixels')
  })
})

describe('loadImage', () => {
  test('reads a PNG', async () => {
    const path = scratch('dots.png')
    writeFileSync(path, png(2, 1, [...RED, ...BLUE]))
    expect(await loadImage(path)).toEqual(pixels(2, RED, BLUE))
  })

  test("rejects if the file isn't an image", async () => {
    await expect(loadImage(scratch('none.png'))).rejects.toThrow()
  })
})

/** The smallest PNG there is (W3C PNG, 5.2): a header, the rows and an end. */
function png(width: number, height: number, rgba: number[]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6], 8) // 8 bits, red green blue alpha
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...rgba.slice(y * width * 4, (y + 1) * width * 4),
  ])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
