import type { ComponentChildren } from 'preact';
import { CHOICES, type Choice } from '../view/choices.ts';
import { text } from '../words/index.ts';
import { ArchitectureMark } from './marks.tsx';

/** A group of big radio buttons: one tap, arrow keys, and read out as what they are. */
export function RadioCards<Value extends string | number>(props: {
  readonly name: string;
  readonly legend: string;
  readonly values: readonly Value[];
  readonly chosen: Value | null;
  readonly class?: string;
  readonly onChoose: (value: Value) => void;
  readonly show: (value: Value) => ComponentChildren;
}) {
  return (
    <fieldset class={`choices ${props.class ?? ''}`}>
      <legend>{props.legend}</legend>
      <div class="cards">
        {props.values.map((value) => (
          <label key={value} class="choice" data-value={value}>
            <input
              type="radio"
              name={props.name}
              checked={props.chosen === value}
              onChange={() => props.onChoose(value)}
            />
            <span class="face">{props.show(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Which architecture: always with its mark and its colour. */
export function ArchitectureChoice(props: {
  readonly name: string;
  readonly legend: string;
  readonly chosen: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}) {
  return (
    <RadioCards
      {...props}
      class="architectures"
      values={CHOICES}
      show={(choice) => (
        <>
          <ArchitectureMark of={choice} />
          <span class="name">{text(`architecture.${choice}`)}</span>
        </>
      )}
    />
  );
}
