"""How cold a parcel was on its way: the file of its temperature logger, judged by what the parcel was sent as."""
