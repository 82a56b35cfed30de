/** What went wrong with a form, or what to know about it. */
export function SaidLine({ said }: { said: string | null }) {
  return (
    <p id="said" class="said" role="alert">
      {said}
    </p>
  );
}

export function submitting(act: () => Promise<void> | undefined) {
  return (event: Event): void => {
    event.preventDefault();
    void act();
  };
}
