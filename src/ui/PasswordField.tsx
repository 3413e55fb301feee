import { useState } from "react";

import { Button } from "./Button.tsx";
import { TextField, type TextFieldProps } from "./TextField.tsx";
import * as icons from "./form-icons.ts";

interface PasswordFieldProps extends Omit<TextFieldProps, "type" | "after" | "before"> {
  readonly showLabel: string;
  readonly hideLabel: string;
}

export function PasswordField({ showLabel, hideLabel, ...field }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...field}
      type={shown ? "text" : "password"}
      after={
        <Button
          kind="quiet"
          iconOnly
          icon={shown ? icons.eyeOff : icons.eye}
          label={shown ? hideLabel : showLabel}
          onPress={() => setShown(!shown)}
        />
      }
    />
  );
}
