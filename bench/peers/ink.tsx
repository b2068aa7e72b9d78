import { Box, render, Text, useInput } from 'ink'
import { useEffect, useState } from 'react'
import { contest, nextWrite, sizedToTerminal } from '../src/contestant.ts'
import { linesOf, PANELS, type Line, type Panel, type Screen } from '../src/screens.ts'

await contest((screen, first) => {
  const wrote = nextWrite()
  let setFrame: (frame: number) => void = () => {}
  let pressed = () => {}
  const App = () => {
    const [frame, set] = useState(first)
    setFrame = set
    useInput(() => pressed())
    const [sized, resize] = useState(screen)
    useEffect(() => {
      const resized = () => resize(sizedToTerminal(screen))
      process.stdout.on('resize', resized)
      return () => void process.stdout.off('resize', resized)
    }, [])
    return sized.dashboard && !sized.dialog ? (
      <Page screen={sized} frame={frame} />
    ) : (
      <Lines lines={linesOf(sized, frame)} />
    )
  }
  process.stdout.write('\x1b[?1049h\x1b[2J\x1b[H')
  render(<App />, { maxFps: 10_000, patchConsole: false, incrementalRendering: true })
  return {
    show(frame) {
      const drawn = wrote()
      setFrame(frame)
      return drawn
    },
    onKey: (listener) => (pressed = listener),
  }
})

function Page({ screen, frame }: { screen: Screen; frame: number }) {
  const { header, panels, footer } = screen.dashboard!(frame)
  return (
    <Box flexDirection="column" width={screen.columns} height={screen.rows}>
      <Row line={header} />
      <Box flexGrow={1}>
        {panels.map((panel) => (
          <Framed key={panel.title} panel={panel} width={screen.columns / PANELS} />
        ))}
      </Box>
      <Row line={footer} />
    </Box>
  )
}

/** Ink's borders have no titles: the upper one is a line of text. */
function Framed({ panel, width }: { panel: Panel; width: number }) {
  return (
    <Box flexDirection="column" width={width}>
      <Text>{`┌─ ${panel.title} ${'─'.repeat(width - panel.title.length - 5)}┐`}</Text>
      <Box flexDirection="column" flexGrow={1} borderStyle="single" borderTop={false}>
        <Lines lines={panel.lines} />
      </Box>
    </Box>
  )
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <Box flexDirection="column">
      {lines.map((line, index) => (
        <Row key={index} line={line} />
      ))}
    </Box>
  )
}

function Row({ line }: { line: Line }) {
  return (
    <Text wrap="truncate">
      {line.map(({ text, color, bold }, index) => (
        <Text key={index} {...(color ? { color } : {})} {...(bold ? { bold } : {})}>
          {text}
        </Text>
      ))}
    </Text>
  )
}
