"""The words of signing in: the card in the chat, and the pages around it."""

from __future__ import annotations

from messages.texts.text import Label, Text

OPEN_PAGE = Label(th="เปิดหน้ารายงาน", en="Open report page")
ASK_PAGE = Label(th="หน้ารายงาน", en="Report page")
CARD = Text(th="หน้ารายงาน", en="Report page")
CARD_ALT = Text(
    th="ลิงก์เข้าหน้ารายงาน ใช้ได้ถึง {until} ครั้งเดียว",
    en="Link to the report page, good once until {until}",
)
AS = Text(th="เข้าดูในฐานะ", en="You look as")
UNTIL = Text(th="ใช้ได้ถึง", en="Good until")
ONCE = Text(
    th="ลิงก์นี้ใช้ได้ {minutes} นาที ครั้งเดียว ในเบราว์เซอร์ที่เปิดก่อนค่ะ ขอลิงก์ใหม่เมื่อใด ลิงก์เดิมจะใช้ไม่ได้ทันที\n"
    "โปรดอย่าส่งต่อนะคะ ผู้ที่มีลิงก์จะเห็นรายงานในฐานะคุณ",
    en="This link works for {minutes} minutes, once, in the browser that opens it first. "
    "A new link ends the one before.\n"
    "Please do not pass it on: who has it sees the reports as you.",
)
SIGNED_OUT = Text(
    th="ออกจากระบบหน้ารายงานทุกเครื่องแล้วค่ะ ลิงก์ที่ยังไม่ได้ใช้ก็ใช้ไม่ได้แล้ว\nจะเข้าใหม่ พิมพ์ “หน้ารายงาน” ได้เลยค่ะ",
    en="You are signed out of the report page on every device, and no earlier link works.\n"
    "To come back, type “report page”.",
)

PRODUCT = Text(th="ขอทานบอกที่ แชร์ที่ขอทาน", en="Cheer to Share")
TITLE = Text(th="เข้าสู่หน้ารายงาน", en="Sign in to the reports")
SIGN_IN = Label(th="เข้าสู่ระบบ", en="Sign in")
SIGN_IN_AS = Text(th="เข้าสู่ระบบในฐานะ", en="You sign in as")
HOW = Text(
    th="หน้านี้สำหรับหัวหน้าศูนย์และผู้บริหารค่ะ เข้าได้ด้วยลิงก์จากแชต LINE เท่านั้น ไม่มีรหัสผ่าน",
    en="This page is for heads of centres and managers. A link from the LINE chat is the only way "
    "in; there is no password.",
)
HOW_STEPS = (
    Text(th="เปิดแชต LINE ของบริการนี้", en="Open this service's chat in LINE."),
    Text(
        th="พิมพ์ “หน้ารายงาน” หรือกดปุ่มรายงานในเมนู",
        en="Type “report page”, or press Report in the menu.",
    ),
    Text(
        th="เปิดลิงก์ที่ได้ภายใน {minutes} นาที ใช้ได้ครั้งเดียว",
        en="Open the link within {minutes} minutes. It works once.",
    ),
)
NO_SCRIPT = Text(
    th="โปรดเปิดใช้สคริปต์ในเบราว์เซอร์ แล้วเปิดลิงก์จากแชตอีกครั้งค่ะ หน้านี้ใช้เพื่ออ่านลิงก์เท่านั้น",
    en="Please allow JavaScript in your browser and open the link from the chat again. This page "
    "needs it only to read the link.",
)
LINK_OVER = Text(
    th="ลิงก์นี้ใช้ไม่ได้แล้วค่ะ อาจถูกใช้ไปแล้ว หมดเวลา หรือมีลิงก์ใหม่กว่า "
    "โปรดพิมพ์ “หน้ารายงาน” ในแชต LINE เพื่อขอลิงก์ใหม่นะคะ",
    en="This link does not work any more: it was used, its time is over, or there is a newer one. "
    "Please type “report page” in the LINE chat to get a new one.",
)
OTHER_BROWSER = Text(
    th="ลิงก์นี้เปิดในเบราว์เซอร์อื่นไปก่อนแล้วค่ะ เพื่อความปลอดภัยจึงใช้ได้เฉพาะที่นั่น "
    "หากไม่ใช่คุณ หรือต้องการเข้าที่นี่ โปรดพิมพ์ “หน้ารายงาน” ในแชต LINE ลิงก์ใหม่จะทำให้ลิงก์นี้ใช้ไม่ได้ทันทีนะคะ",
    en="This link was opened in another browser first, and for your safety it works only there. If "
    "that was not you, or you want to sign in here, please type “report page” in the LINE chat: a "
    "new link ends this one.",
)
NOT_OUR_FORM = Text(
    th="คำขอนี้ไม่ได้มาจากหน้าของเรา จึงไม่ได้ทำรายการค่ะ โปรดกลับไปหน้ารายงานแล้วลองอีกครั้งนะคะ",
    en="This did not come from a page of ours, so nothing was done. Please go back to the report "
    "page and try again.",
)
OTHER_CENTRE = Text(
    th="รายงานนี้เป็นของศูนย์อื่นค่ะ คุณดูได้เฉพาะศูนย์ของคุณ โปรดกลับไปหน้ารายงานของศูนย์นะคะ",
    en="These are another centre's reports; you can see your own centre's. Please go back to the "
    "report page.",
)
TOO_MANY = Text(
    th="มีการเข้าหลายครั้งเกินไปค่ะ โปรดรอ 1 นาทีแล้วลองอีกครั้งนะคะ",
    en="That was too often. Please wait a minute and try again.",
)
REFUSED = Text(th="ทำรายการไม่ได้", en="Not done")
TO_REPORTS = Text(th="ไปหน้ารายงาน", en="To the reports")
SIGN_OUT = Label(th="ออกจากระบบ", en="Sign out")
SIGN_OUT_EVERYWHERE = Label(th="ออกทุกเครื่อง", en="Sign out everywhere")
IN_DANGER = Text(th="เหตุด่วน โทร", en="In danger call")
