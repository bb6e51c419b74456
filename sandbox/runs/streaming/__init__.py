"""What a run says on its way to the pages: messages, their keeping, their writing, their reading."""
