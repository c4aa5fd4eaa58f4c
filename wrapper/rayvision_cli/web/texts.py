"""What the page's script says; its `{names}` are filled in by it."""

from __future__ import annotations

from rayvision_cli.text.languages import Texts


def texts(say: Texts) -> dict[str, str]:
    """Translate all of it."""
    return {
        "title": say("Render farm"),
        "age": say("Data {seconds} s old"),
        "asking": say("Asking the farm…"),
        "no answer": say("The farm has not answered since {time}; what is shown is older. {reason}"),
        "no page": say("No connection to rayvision web since {time}; what is shown is older."),
        "ended": say("rayvision web has ended. Start it again, and open the address that it shows."),
        "reopen": say("Open the address that the terminal shows again."),
        "balance": say("Balance: {amount}"),
        "tasks": say("{shown} of {total} tasks"),
        "none": say("No tasks yet."),
        "no match": say("No task matches; clear the filters to see all."),
        "more": say("Show {count} more"),
        "and more": say("and {count} more"),
        "all": say("All"),
        "restart": say("Restart failed frames"),
        "stop": say("Stop"),
        "start": say("Start"),
        "full-speed": say("Full speed"),
        "dismiss": say("Dismiss"),
        "restart all": say("Restart all failed frames ({count} tasks)"),
        "ask restart": say("Restart the failed frames? They are rendered and charged again."),
        "ask stop": say("Stop? Frames in progress are lost, though charged; you can start again later."),
        "ask start": say("Start again? Waiting frames are rendered and charged."),
        "ask full-speed": say("Render at full speed? This uses all free machines."),
        "failed frames": say("{count} failed"),
        "busy": say("Asking the farm…"),
        "done": say("Done"),
        "refused": say("Refused"),
        "unknown": say("Unknown whether it was done"),
        "not sent": say("Nothing was done: the page is out of date, load it again."),
        "not answered": say("rayvision web does not answer."),
        "close": say("Close"),
        "cancel": say("Cancel"),
        "announce": say("{count} tasks ended, {failed} with failures"),
        "notice": say("Task {id}: {status}"),
        "frame": say("Frame {name}: {status}"),
        "frames": say("Frames {first} to {last}: {status}"),
        "no frame": say("There is no frame {name}."),
        "no task": say("The farm has no such task; it may have been deleted."),
        "picture": say("Picture of frame {name}"),
        "notify on": say("Notifications: on"),
        "notify off": say("Notifications: off"),
        "notify denied": say("The browser does not allow notifications here."),
    }
