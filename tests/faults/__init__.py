"""The program is killed, its disk filled, its stick pulled out: whatever was acknowledged is there afterwards."""
