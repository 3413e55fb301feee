import { AllWords } from "#words/AllWords.tsx";

import { NewPasswordForm, type NewPasswordFormProps } from "./NewPasswordForm.tsx";

/** The form for a new password with the words that it needs: both come when the user pool asks for one. */
export function NewPasswordStep(props: NewPasswordFormProps) {
  return (
    <AllWords>
      <NewPasswordForm {...props} />
    </AllWords>
  );
}
