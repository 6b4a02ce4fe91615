"""The programme of an activity as people read it: a timetable by room, who is on stage, editions, calendars."""
