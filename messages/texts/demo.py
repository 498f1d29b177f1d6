"""The words of the demo: the account's name, and people with phones."""

from __future__ import annotations

ACCOUNT = "แชร์ที่ขอทาน"
#: Asks for nothing, so that the bot shows the staff menu.
HELLO = "เมนู"
CITIZEN, OFFICER, HEAD = "มะลิ", "สมชาย", "ปราณี"
NATIONAL_OFFICER, MANAGER = "วิชัย", "กัญญา"
